using System.Net.Sockets;
using System.Text;

namespace ReformFlow.Local.Commands;

/// <summary>Tells systemd how the service stands, where it asks to be told (Type=notify).</summary>
static class Systemd
{
    public const string Ready = "READY=1", Stopping = "STOPPING=1";

    /// <summary>Sends one word to the socket that systemd named; nothing where it named none.</summary>
    public static void Notify(string state) => Notify(state, Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    internal static void Notify(string state, string? path)
    {
        if (string.IsNullOrEmpty(path) || OperatingSystem.IsWindows()) return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A name that begins with @ lies in the abstract name space.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        // Nobody listening is no reason to stop serving.
        catch (SocketException e)
        {
            Console.Error.WriteLine($"reformflow: systemd could not be told {state}: {e.Message}");
        }
    }
}
