using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>A storage account of the tests' own: the emulator on free ports of this machine, in memory, gone when its owner is.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // The emulator's well-known account.
    const string Account = "devstoreaccount1", Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly string _modules = typeof(Azurite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AzuriteModules").Value!;

    readonly Process _process = new();
    readonly ConcurrentQueue<string> _said = new();
    readonly ConcurrentDictionary<string, string> _addresses = new();
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the product opens the account.</summary>
    public StorageAccount Storage => StorageAccount.Open(Connection);

    public string Connection => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={_addresses["Blob"]}/{Account};TableEndpoint={_addresses["Table"]}/{Account};";

    /// <summary>The public site in the same account.</summary>
    public BlobContainerClient Site => StorageAccount.OpenSite(Connection);

    /// <summary>The public site over a network that a test spoils.</summary>
    public BlobContainerClient SiteOver(HttpMessageHandler network)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(network) };
        options.Retry.MaxRetries = 0;
        return new BlobServiceClient(Connection, options).GetBlobContainerClient("$web");
    }

    /// <summary>The log's table over a network that a test spoils.</summary>
    public TableClient LogOver(HttpMessageHandler network) =>
        new TableServiceClient(Connection, Quick(new TableClientOptions { Transport = new HttpClientTransport(network) })).GetTableClient(Storage.Log.Name);

    // What a test spoils on purpose is tried again at once.
    static TableClientOptions Quick(TableClientOptions options)
    {
        StorageAccount.Patient(options).Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await Storage.EnsureAsync(default);
    }

    /// <summary>Starts the emulator with nothing in it.</summary>
    public async Task StartAsync()
    {
        _process.StartInfo = new("node", [
            Path.Combine(AppContext.BaseDirectory, "Setting", "run-azurite.cjs"), "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["AZURITE_MODULES"] = _modules },
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The storage emulator ended at once:\n{string.Join('\n', _said)}"));
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("Node.js was not found. Install Node.js 20 or later: the tests of the Azure edition run on a storage emulator that needs it.", e);
        }
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>The storage operations of some work, as the emulator's access log tells them.</summary>
    public async Task<Operations> CountAsync(Func<Task> work)
    {
        var before = await ToldAsync();
        await work();
        var after = await ToldAsync();
        return Operations.Of(_said.Take(after).Skip(before));
    }

    /// <summary>Ends the emulator; whoever calls it from then on gets no answer.</summary>
    public void Stop()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        if (!_addresses.IsEmpty && !_process.HasExited) Stop();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    // Lines come in the order in which answers left, a little later: a question of our own marks the place.
    async Task<int> ToldAsync()
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        using var http = new HttpClient();
        using var answer = await http.GetAsync($"{_addresses["Table"]}/{Account}/{mark}");
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(20))
        {
            var told = _said.ToArray();
            for (var i = told.Length - 1; i >= 0; i--)
                if (told[i].Contains(mark, StringComparison.Ordinal)) return i + 1;
            await Task.Delay(5);
        }
        throw new TimeoutException("The storage emulator does not tell its operations.");
    }

    void Hear(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        const string Listening = " service is successfully listening at ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is > 0 and var at)
            _addresses[line[..at].Split(' ')[^1]] = line[(at + Listening.Length)..].Trim();
        if (_addresses.Count == 3) _ready.TrySetResult();
    }
}
