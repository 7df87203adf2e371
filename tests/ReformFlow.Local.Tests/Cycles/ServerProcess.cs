using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>The real program in a process of its own, which can be killed and started again on the same folder.</summary>
sealed class ServerProcess(string data, string clock, double speed) : IAsyncDisposable
{
    readonly StringBuilder _said = new();
    readonly int _port = FreePort();
    Process? _process;
    TaskCompletionSource _listening = new();

    public string FormAddress => $"http://localhost:{_port}";

    public string DeskAddress => FormAddress;

    /// <summary>The deployment's key, which lies in the data folder.</summary>
    public ReadOnlySpan<byte> LinkKey => Local.Access.LinkKey.Open(data).Span;

    /// <summary>Completes once the server has said where it listens.</summary>
    public Task Listening => _listening.Task;

    public bool HasEnded => _process!.HasExited;

    /// <summary>Everything that the servers said so far, for the failure's message.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>A moment that the virtual clock has reached; it is at most an hour further.</summary>
    public DateTimeOffset Reached
    {
        get
        {
            var file = Path.Combine(data, "clock.json");
            return File.Exists(file)
                ? JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("notYetPassed").GetDateTimeOffset().AddHours(-1)
                : DateTimeOffset.MinValue;
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "reformflow.dll"), "serve", "--data", data, "--port", $"{_port}",
                // The PDF is no part of this test, and a browser takes seconds.
                "--clock", clock, "--clock-speed", $"{speed}", "--browser", "/no/browser",
            },
        };
        // A server's garbage collector takes its time to start on a machine that does so again and again.
        start.Environment["DOTNET_gcServer"] = "0";
        // None lives long enough for what is learned about its hot paths.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var listening = _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Lets the clock of a dead server pass at another speed from its next start on.</summary>
    public void SlowDown(double to)
    {
        var file = Path.Combine(data, "clock.json");
        var clock = JsonNode.Parse(File.ReadAllBytes(file))!;
        clock["speed"] = to;
        File.WriteAllText(file, clock.ToJsonString());
    }

    /// <summary>Ends the process as a power cut would, without a word.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
    }

    void Hear(string? line, TaskCompletionSource listening)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (line.StartsWith("Forms and reports:", StringComparison.Ordinal)) listening.TrySetResult();
    }

    // The links in mails carry the port, so it stays the same over all starts.
    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
