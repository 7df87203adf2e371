using System.CommandLine;
using Microsoft.Extensions.Configuration;
using ReformFlow.App.Commands;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Commands;

/// <summary><c>signin</c>: gives a member of the office an address that opens the desk once. Whoever may read link key and people could open it anyway.</summary>
static class SigninCommand
{
    public static Command Create(IConfiguration configuration)
    {
        var town = new Argument<string>("TOWN") { Description = "The town's key." };
        var member = new Argument<string>("ADDRESS") { Description = "The member's mail address." };
        var site = new Option<string?>("--site") { Description = "The address under which the office reaches the desk; ReformFlow__DeskAddress unless told." };
        var command = new Command("signin", $"Prints an address that opens the desk {SigninVerb.Life}. It needs the deployment's link key in ReformFlow__LinkKey.") { town, member, site };
        command.SetAction((parsed, cancellation) => RunAsync(configuration, parsed.GetValue(town)!, parsed.GetValue(member)!, parsed.GetValue(site)?.TrimEnd('/'), cancellation));
        return command;
    }

    static async Task<int> RunAsync(IConfiguration configuration, string town, string member, string? site, CancellationToken cancellation)
    {
        if (!Keys.IsAddressKey(town)) return Verbs.Refuse($"\"{town}\" can't be a town's key.");
        var settings = OperatorSettings.ForSignin(configuration, site);
        if (await CommandLine.RefuseAsync(settings, cancellation) is { } refused) return refused;
        if (await SigninVerb.PathAsync(new TablePeople(settings.Storage.People), settings.LinkKey, town, member, cancellation) is not { } path)
            return Verbs.Refuse($"Nobody in {town} has the address {member}. The table people lists everybody.");
        return SigninVerb.Print(settings.Desk, path, member);
    }
}
