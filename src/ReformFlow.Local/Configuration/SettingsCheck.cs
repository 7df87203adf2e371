using System.Net;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.Local.Configuration;

/// <summary>What must hold inside a settings file: addresses that can be reached, towns and members named once.</summary>
static class SettingsCheck
{
    /// <summary>Every broken rule, by JSON path with its remedy.</summary>
    /// <param name="folder">The data folder, from which files that the settings name are looked for.</param>
    public static IEnumerable<Problem> Problems(SettingsFile file, string folder) =>
    [
        .. Server(file.Server),
        .. MailCheck.Problems(file.Mail, "$.mail", folder),
        .. file.Municipalities.SelectMany((town, i) => Town(file, town, i, $"$.municipalities[{i}]", folder)),
    ];

    static IEnumerable<Problem> Server(ServerSection server)
    {
        foreach (var (address, name) in new[] { (server.FormAddress, "formAddress"), (server.PublicAddress, "publicAddress"), (server.DeskAddress, "deskAddress") })
            if (address is not null && Address(address) is { } wrong) yield return new($"$.server.{name}", wrong);
        if (!IPAddress.TryParse(server.Listen, out _))
            yield return new("$.server.listen", $"\"{server.Listen}\" is no network address. Give 127.0.0.1 behind a proxy on this machine, 0.0.0.0 for every interface, or the address of one.");
        if (server.Port is < 1 or > 65_535) yield return new("$.server.port", $"{server.Port} is no port. Give a number from 1 to 65535.");
        if (server.Browser is { } browser && !File.Exists(browser))
            yield return new("$.server.browser", $"There is no file {browser}. Give the browser's program, or leave the field out to have one looked for.");
    }

    static string? Address(string text)
    {
        const string remedy = "Give it with its scheme and without a path: https://kaikaku.example.jp.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address is not { PathAndQuery: "/", Fragment: "", UserInfo: "" })
            return $"\"{text}\" is no address of a site. {remedy}";
        return address.Scheme == "https" || address.IsLoopback ? null : "Whoever sees a form link or a session of the desk can use it, so the way to it must be encrypted. Use https, with a proxy before this server.";
    }

    static IEnumerable<Problem> Town(SettingsFile file, TownSection town, int index, string path, string folder)
    {
        if (!Keys.IsAddressKey(town.Key)) yield return new($"{path}.key", $"\"{town.Key}\" can't be a town's key. Give the key of its organisation file.");
        if (file.Municipalities.Take(index).Any(t => t.Key == town.Key)) yield return new($"{path}.key", $"\"{town.Key}\" stands there twice. Put both into one entry.");
        for (var i = 0; i < town.Office.Count; i++)
        {
            var (member, place) = (town.Office[i], $"{path}.office[{i}]");
            if (string.IsNullOrWhiteSpace(member.Name)) yield return new($"{place}.name", "The name is empty. Give the name that the desk shows.");
            if (!OrganisationCheck.IsMailAddress(member.Address)) yield return new($"{place}.address", $"\"{member.Address}\" is not a mail address. Give it as name@domain, in half-width letters.");
            if (town.Office.Take(i).Any(m => string.Equals(m.Address, member.Address, StringComparison.OrdinalIgnoreCase))) yield return new($"{place}.address", $"\"{member.Address}\" stands there twice. Name each member once, with all roles.");
            if (member.Roles.Count == 0) yield return new($"{place}.roles", "No role is given. Give view, edit, approve, or several of them.");
        }
        if (town.Mail is { } mail)
            foreach (var problem in MailCheck.Problems(mail, $"{path}.mail", folder)) yield return problem;
    }
}
