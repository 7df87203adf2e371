using System.CommandLine;
using ReformFlow.App.Commands;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Access;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Organisation;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>signin</c>: gives a member of the office an address that opens the desk once. Whoever may read the data folder could open it anyway.</summary>
static class SigninCommand
{
    public static Command Create()
    {
        var town = new Argument<string>("TOWN") { Description = "The town's key." };
        var member = new Argument<string>("ADDRESS") { Description = "The member's mail address." };
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var site = new Option<string?>("--site") { Description = "The address under which the office reaches the desk; that of reformflow.json unless told." };
        var command = new Command("signin", $"Prints an address that opens the desk {SigninVerb.Life}.") { town, member, data, site };
        command.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(town)!, parsed.GetValue(member)!, parsed.GetValue(site)?.TrimEnd('/')));
        return command;
    }

    static int Run(string data, string town, string member, string? site)
    {
        if (!Keys.IsAddressKey(town)) return Verbs.Refuse($"\"{town}\" can't be a town's key.");
        if (!LinkKey.Exists(data)) return Verbs.Refuse($"{data} is no data folder of ReformFlow. Run reformflow import first.");
        if (AddressOf(data, town, member) is not { } path) return Verbs.Refuse($"Nobody in {town} has the address {member}. {Path.Combine(data, town, "people.json")} lists everybody.");
        return SigninVerb.Print(site ?? Site(data), path, member);
    }

    static string Site(string data) => SettingsReader.Read(data)?.Value?.Server is { } server ? (server.DeskAddress ?? server.FormAddress).TrimEnd('/') : $"http://localhost:{new ServerOptions(data).Port}";

    /// <summary>The path that lets this person in once, or null where nobody has the address.</summary>
    public static string? AddressOf(string data, string town, string member) =>
        SigninVerb.PathAsync(new PeopleFile(data), LinkKey.Open(data), town, member, CancellationToken.None).GetAwaiter().GetResult();
}
