using ReformFlow.App.Ports;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Log;

namespace ReformFlow.Functions.Tests.Log;

public sealed class TableLogContractTests(Azurite azurite) : LogContract
{
    protected override Task<ILog> OpenAsync() => Task.FromResult<ILog>(new TableLog(azurite.Storage.Log));
}
