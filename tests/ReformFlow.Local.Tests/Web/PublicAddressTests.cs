using System.Net;
using System.Net.Sockets;
using ReformFlow.Core.Calendar;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Tests.Golden;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Tests.Web;

public sealed class PublicAddressTests : IDisposable
{
    readonly DataFolder _data = new();

    public PublicAddressTests() => SkeletonFolder.CopyTo(_data);

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.NotFound)]
    public async Task Published_report_is_shown_to_citizens_only_where_they_have_an_address(bool isPublic, HttpStatusCode expected)
    {
        var form = FreePort();
        await using var server = LocalServer.Build(new(_data.Path, form, ClockStart: TokyoTime.At(new(2026, 11, 9), new(9, 20)), Browser: "/nowhere/browser") { IsPublic = isPublic });
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = new($"http://localhost:{form}") };
        var once = SigninCommand.AddressOf(_data.Path, "mizuhono", "gyokaku@city.mizuhono.example.jp")!;
        await (await Page.GetAsync(http, once)).PostAsync(http, once, []);

        Assert.Equal(expected, (await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/report/r7/")).Status);
        Assert.Equal(expected, (await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/report/r7/report.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk/r7/editions/2/report.html")).Status);
        var page = await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk/r7");
        Assert.Equal(!isPublic, page.Html.Contains("市民向けのページがありません", StringComparison.Ordinal));
        await server.StopAsync();
    }

    static int FreePort()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }
}
