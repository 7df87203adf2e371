using System.Net.Sockets;
using System.Text;
using ReformFlow.Local.Commands;

namespace ReformFlow.Local.Tests.Commands;

public sealed class SystemdTests : IDisposable
{
    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Service_manager_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no systemd.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_data.Of("notify")));

        Systemd.Notify(Systemd.Ready, _data.Of("notify"));

        var told = new byte[64];
        Assert.Equal("READY=1", Encoding.UTF8.GetString(told, 0, socket.Receive(told)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/notify")]
    public void Nobody_who_listens_is_no_trouble(string? path) => Systemd.Notify(Systemd.Ready, path);
}
