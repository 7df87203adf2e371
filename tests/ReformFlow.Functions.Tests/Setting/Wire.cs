using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>Bytes to a server and bytes back, with no client in between that would put them right.</summary>
static class Wire
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request as it stands and reads one answer to its end, or to where the connection broke.</summary>
    /// <param name="ends">Says «no more» after the request, as somebody does who goes away in the middle of it.</param>
    public static async Task<WireAnswer> AskAsync(int port, ReadOnlyMemory<byte> request, bool ends = false)
    {
        using var patience = new CancellationTokenSource(_patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var sending = SendAsync(socket, request, ends, patience.Token);
        var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var isHead = request.Span.StartsWith("HEAD "u8);
        while (true)
        {
            if (WireAnswer.Read(received.ToArray(), isHead, ended: false) is { } answer) return answer;
            int count;
            try
            {
                count = await socket.ReceiveAsync(buffer, patience.Token);
            }
            // Broken, or nobody answers.
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                break;
            }
            if (count == 0) break;
            received.Write(buffer, 0, count);
        }
        await sending;
        return WireAnswer.Read(received.ToArray(), isHead, ended: true) ?? WireAnswer.None;
    }

    static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> request, bool ends, CancellationToken cancellation)
    {
        try
        {
            while (request.Length > 0) request = request[await socket.SendAsync(request, cancellation)..];
            if (ends) socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server has heard enough.
        }
    }
}

/// <summary>An answer as it came over the wire.</summary>
/// <param name="IsWhole">True when nothing of the body was missing.</param>
sealed record WireAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, bool IsWhole)
{
    /// <summary>The connection ended without any answer.</summary>
    public static WireAnswer None { get; } = new(0, [], [], IsWhole: false);

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The answer as text: what two answers are compared by, and what a failure shows.</summary>
    /// <remarks>Left out: the date, and what had arrived of a body when the connection broke.</remarks>
    public override string ToString()
    {
        var headers = Headers.Where(h => !h.Name.Equals("Date", StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Name}: {h.Value}").Order(StringComparer.Ordinal);
        return $"{Status}\n{string.Join('\n', headers)}\n\n{(IsWhole ? Text : "(broken off)")}";
    }

    /// <summary>Reads an answer; null while it is not complete.</summary>
    public static WireAnswer? Read(byte[] received, bool isHead, bool ended)
    {
        var start = 0;
        while (true)
        {
            var end = received.AsSpan(start).IndexOf("\r\n\r\n"u8);
            if (end < 0) return null;
            var lines = Encoding.Latin1.GetString(received, start, end).Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            start += end + 4;
            // «100 Continue» is not the answer yet.
            if (status is >= 100 and < 200) continue;
            var headers = lines.Skip(1).Select(l => (l[..l.IndexOf(':', StringComparison.Ordinal)], l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).ToList();
            var answer = new WireAnswer(status, headers, [], IsWhole: false);
            var rest = received.AsSpan(start);
            if (isHead || status is 204 or 304) return answer with { IsWhole = true };
            if (answer.Header("Transfer-Encoding") == "chunked")
                return Chunks(rest) is { } body ? answer with { Body = body, IsWhole = true } : ended ? answer : null;
            if (answer.Header("Content-Length") is { } length)
                return rest.Length >= int.Parse(length, CultureInfo.InvariantCulture) ? answer with { Body = rest.ToArray(), IsWhole = true } : ended ? answer : null;
            return ended ? answer with { Body = rest.ToArray(), IsWhole = true } : null;
        }
    }

    static byte[]? Chunks(ReadOnlySpan<byte> rest)
    {
        var body = new MemoryStream();
        while (rest.IndexOf("\r\n"u8) is >= 0 and var line)
        {
            var size = int.Parse(rest[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) return body.ToArray();
            if (rest.Length < line + 2 + size + 2) return null;
            body.Write(rest.Slice(line + 2, size));
            rest = rest[(line + 2 + size + 2)..];
        }
        return null;
    }
}
