using System.CommandLine;
using ReformFlow.App.Access;
using ReformFlow.Core.Access;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Access;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Organisation;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>signin</c>: gives a member of the office an address that opens the desk once. Whoever may read the data folder could open it anyway.</summary>
/// <remarks>It reads the key and the people and touches no journal, so it works beside the running server, which believes the address.</remarks>
static class SigninCommand
{
    public static Command Create()
    {
        var town = new Argument<string>("TOWN") { Description = "The town's key." };
        var member = new Argument<string>("ADDRESS") { Description = "The member's mail address." };
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var site = new Option<string?>("--site") { Description = "The address under which the office reaches the desk; that of reformflow.json unless told." };
        var command = new Command("signin", $"Prints an address that opens the desk once, within {SignInRules.AddressLife.TotalMinutes} minutes.") { town, member, data, site };
        command.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(town)!, parsed.GetValue(member)!, parsed.GetValue(site)?.TrimEnd('/')));
        return command;
    }

    static int Run(string data, string town, string member, string? site)
    {
        if (!Keys.IsAddressKey(town)) return CommandLine.Refuse($"\"{town}\" can't be a town's key.");
        if (!LinkKey.Exists(data)) return CommandLine.Refuse($"{data} is no data folder of ReformFlow. Run reformflow import first.");
        if (AddressOf(data, town, member) is not { } path) return CommandLine.Refuse($"Nobody in {town} has the address {member}. {Path.Combine(data, town, "people.json")} lists everybody.");
        Console.WriteLine($"{site ?? Site(data)}{path}");
        Console.Error.WriteLine($"It opens the desk once, within {SignInRules.AddressLife.TotalMinutes} minutes, if {member} is a member of the office.");
        return 0;
    }

    static string Site(string data) => SettingsReader.Read(data)?.Value?.Server is { } server ? (server.DeskAddress ?? server.FormAddress).TrimEnd('/') : $"http://localhost:{new ServerOptions(data).Port}";

    /// <summary>The path that lets this person in once, or null where nobody has the address.</summary>
    public static string? AddressOf(string data, string town, string member)
    {
        Person? person = new PeopleFile(data).AllAsync(town, CancellationToken.None).GetAwaiter().GetResult().FirstOrDefault(p => string.Equals(p.Address, member.Trim(), StringComparison.OrdinalIgnoreCase));
        return person is null ? null
            : $"/{town}/desk/sign-in/once/{ServerAddress.Of(LinkKey.Open(data).Span, town, person.Number, new Chance().Word(), new AccessClock(TimeProvider.System).Now + SignInRules.AddressLife)}";
    }
}
