using System.Text.Json;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Conventions;

/// <summary>What in <c>host.json</c> the product relies on.</summary>
public sealed class HostFileTests
{
    static readonly JsonElement _file = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src/ReformFlow.Functions/host.json"))).RootElement;

    [Fact]
    public void Addresses_have_no_prefix() => Assert.Equal("", At("extensions", "http", "routePrefix").GetString());

    [Fact]
    public void Hub_and_version_stay_what_running_orchestrations_were_started_with()
    {
        Assert.Equal("ReformFlow", At("extensions", "durableTask", "hubName").GetString());
        Assert.Equal("1", At("extensions", "durableTask", "defaultVersion").GetString());
        Assert.Equal("CurrentOrOlder", At("extensions", "durableTask", "versionMatchStrategy").GetString());
        Assert.Equal(4, At("extensions", "durableTask", "storageProvider", "partitionCount").GetInt32());
    }

    [Fact]
    public void What_goes_in_and_out_of_activities_is_not_traced() => Assert.False(At("extensions", "durableTask", "tracing", "traceInputsAndOutputs").GetBoolean());

    [Fact]
    public void No_request_is_missing_in_the_telemetry() => Assert.Contains("Request", At("logging", "applicationInsights", "samplingSettings", "excludedTypes").GetString()!.Split(';'));

    [Fact]
    public void Worker_reads_the_same_file() => Assert.Equal(File.ReadAllText(Repository.PathOf("src/ReformFlow.Functions/host.json")), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));

    static JsonElement At(params string[] path) => path.Aggregate(_file, (element, name) => element.GetProperty(name));
}
