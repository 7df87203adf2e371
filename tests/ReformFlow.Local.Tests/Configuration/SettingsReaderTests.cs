using System.Net;
using System.Text.RegularExpressions;
using ReformFlow.App.Commands;
using ReformFlow.App.Mail;
using ReformFlow.Core.Access;
using ReformFlow.Core.Json;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Configuration;

namespace ReformFlow.Local.Tests.Configuration;

public sealed partial class SettingsReaderTests : IDisposable
{
    const string Least = """
        {"format":"reformflow/1","server":{"formAddress":"https://kaikaku.example.jp"},"mail":{"kind":"outbox"}}
        """;

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Example_of_the_documentation_is_good()
    {
        Directory.CreateDirectory(_data.Of("secrets"));
        WriteSecret(_data.Of("secrets", "smtp-password.txt"), "ひみつ\n");
        var reading = Read(Example().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "formats.md"))).Groups[1].Value);

        Assert.Empty(reading.Problems);
        var options = SettingsReader.Options(_data.Path, reading.Value);
        Assert.Equal(("smtp.city.mizuhono.example.jp", 587, SmtpSecurity.StartTls, "kaikaku", "ひみつ"), (options.Smtp!.Host, options.Smtp.Port, options.Smtp.Security, options.Smtp.User, options.Smtp.Password));
        Assert.Equal("https://kaikaku.city.mizuhono.example.jp", options.Site(new byte[32]).PublicAddress);
        Assert.False(options.Site(new byte[32]).HasOutbox);
        var town = Assert.Single(options.Towns);
        Assert.Equal([Role.Edit, Role.Approve], town.Office[1].Roles);
        Assert.Single(town.Closures);
    }

    [Fact]
    public void Folder_without_settings_is_for_trying_things_out()
    {
        Assert.Null(SettingsReader.Read(_data.Path));

        var site = SettingsReader.Options(_data.Path, null).Site(new byte[32]);

        Assert.Equal(("http://localhost:5080", "http://localhost:5080", true), (site.FormAddress, site.PublicAddress, site.HasOutbox));
    }

    [Fact]
    public void Reports_are_not_public_where_no_address_is_given_for_them()
    {
        var options = SettingsReader.Options(_data.Path, Read(Least).Value);

        Assert.Null(options.Site(new byte[32]).PublicAddress);
        Assert.Null(options.Site(new byte[32]).ReportPage("mizuhono", "r7"));
        Assert.Equal((IPAddress.Loopback, 5080), (options.Listen, options.Port));
    }

    [Theory]
    [InlineData("\"formAddress\":\"https://kaikaku.example.jp\"", "\"formAddress\":\"kaikaku.example.jp\"", "$.server.formAddress")]
    [InlineData("\"formAddress\":\"https://kaikaku.example.jp\"", "\"formAddress\":\"https://kaikaku.example.jp/forms\"", "$.server.formAddress")]
    [InlineData("\"formAddress\":\"https://kaikaku.example.jp\"", "\"formAddress\":\"http://kaikaku.example.jp\"", "$.server.formAddress")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"publicAddress\":\"ftp://www.example.jp\"", "$.server.publicAddress")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"deskAddress\":\"desk\"", "$.server.deskAddress")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"listen\":\"everywhere\"", "$.server.listen")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"port\":0", "$.server.port")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"port\":65536", "$.server.port")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"browser\":\"/nowhere/browser\"", "$.server.browser")]
    [InlineData("kaikaku.example.jp\"", "kaikaku.example.jp\",\"colour\":\"red\"", "$.server.colour")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"pigeon\"}", "$.mail.kind")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\",\"host\":\"smtp.example.jp\"}", "$.mail.host")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"security\":\"tls\"}", "$.mail.host")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\"}", "$.mail.security")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\",\"security\":\"tls\",\"port\":0}", "$.mail.port")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\",\"security\":\"tls\",\"user\":\"a\"}", "$.mail.password")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\",\"security\":\"tls\",\"user\":\"a\",\"passwordFile\":\"nowhere\"}", "$.mail.passwordFile")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\",\"security\":\"none\",\"user\":\"a\",\"password\":\"b\"}", "$.mail.security")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"desk\"}]", "$.municipalities[0].key")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\"},{\"key\":\"aoba\"}]", "$.municipalities[1].key")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\",\"office\":[{\"name\":\"a\",\"address\":\"b\",\"roles\":[\"edit\"]}]}]", "$.municipalities[0].office[0].address")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\",\"office\":[{\"name\":\"a\",\"address\":\"a@b.jp\",\"roles\":[]}]}]", "$.municipalities[0].office[0].roles")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\",\"office\":[{\"name\":\"a\",\"address\":\"a@b.jp\",\"roles\":[\"king\"]}]}]", "$.municipalities[0].office[0].roles[0]")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\",\"closures\":[{\"first\":\"2026-10-05\",\"last\":\"2026-10-01\"}]}]", "$.municipalities[0].closures[0]")]
    [InlineData("{\"kind\":\"outbox\"}", "{\"kind\":\"outbox\"},\"municipalities\":[{\"key\":\"aoba\",\"mail\":{\"kind\":\"smtp\",\"security\":\"tls\"}}]", "$.municipalities[0].mail.host")]
    public void Problem_is_named_by_its_place(string good, string bad, string place) =>
        Assert.Equal([place], Read(Least.Replace(good, bad, StringComparison.Ordinal)).Problems.Select(p => p.Place));

    [Fact]
    public async Task Wrong_settings_are_all_named_and_nothing_is_started()
    {
        File.WriteAllText(_data.Of(SettingsFile.FileName), """
            {"format":"reformflow/1","server":{"formAddress":"kaikaku","port":70000},"mail":{"kind":"smtp"}}
            """);

        Assert.Equal(4, SettingsReader.Read(_data.Path)!.Problems.Count);
        Assert.Equal(Verbs.Wrong, await CommandLine.RunAsync(["serve", "--data", _data.Path]));
        Assert.Equal([SettingsFile.FileName], Directory.EnumerateFileSystemEntries(_data.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Sample_of_the_packed_folder_is_good() =>
        Assert.Empty(Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Packaging", "reformflow.sample.json"))).Problems);

    [Fact]
    public void Password_that_every_account_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        const string Mail = "\"mail\":{\"kind\":\"smtp\",\"host\":\"smtp.example.jp\",\"security\":\"tls\",\"user\":\"a\",\"passwordFile\":\"secret\"}";
        var json = Least.Replace("\"mail\":{\"kind\":\"outbox\"}", Mail, StringComparison.Ordinal);
        WriteSecret(_data.Of("secret"), "b");
        Assert.Empty(Read(json).Problems);

        File.SetUnixFileMode(_data.Of("secret"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(["$.mail.passwordFile"], Read(json).Problems.Select(p => p.Place));

        Assert.Empty(Read(json.Replace("\"passwordFile\":\"secret\"", "\"password\":\"b\"", StringComparison.Ordinal)).Problems);
        File.SetUnixFileMode(_data.Of(SettingsFile.FileName), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(["$.mail.password"], SettingsReader.Read(_data.Path)!.Problems.Select(p => p.Place));
    }

    static void WriteSecret(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    Reading<SettingsFile> Read(string json)
    {
        WriteSecret(_data.Of(SettingsFile.FileName), json);
        return SettingsReader.Read(_data.Path)!;
    }

    [GeneratedRegex("```json\\n(\\{\\s*\"format\": \"reformflow/1\".*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
