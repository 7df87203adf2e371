using System.Net;
using System.Net.Sockets;
using System.Text;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Web;

/// <summary>Programs that don't say which site they ask, as load balancers do when they look whether somebody is there.</summary>
public sealed class UnnamedSiteTests(ServedTown town) : IClassFixture<ServedTown>
{
    [Theory, InlineData("GET / HTTP/1.0\r\n\r\n"), InlineData("GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    public async Task Request_that_names_no_site_gets_its_page(string request) => Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(town.FormAddress, request), StringComparison.Ordinal);

    [Fact]
    public async Task Request_that_names_no_site_opens_no_desk() =>
        Assert.StartsWith("HTTP/1.1 302 ", await AskAsync(town.DeskAddress, $"GET /{ServedTown.Key}/desk HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);

    static async Task<string> AskAsync(string address, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, new Uri(address).Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(connection.GetStream());
        return await reader.ReadToEndAsync();
    }
}
