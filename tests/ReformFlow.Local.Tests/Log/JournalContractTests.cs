using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Ports;
using ReformFlow.Local.Log;
using ReformFlow.Tests.Log;

namespace ReformFlow.Local.Tests.Log;

public sealed class JournalContractTests : LogContract, IAsyncDisposable
{
    readonly DataFolder _data = new();
    Journal? _journal;

    protected override Task<ILog> OpenAsync() => Task.FromResult<ILog>(_journal = new(_data.Path, NullLogger<Journal>.Instance));

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null) await _journal.DisposeAsync();
        _data.Dispose();
    }
}
