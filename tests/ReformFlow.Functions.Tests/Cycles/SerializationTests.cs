using Azure;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReformFlow.App.Cycles;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>What orchestrations and activities hand each other goes through the worker's own serializer, as Program sets it up.</summary>
public sealed class SerializationTests
{
    static readonly Place _request = new("mizuhono", "r7", "zeimu"), _cycle = new("mizuhono", "r7");

    [Fact]
    public void Everything_that_is_handed_over_comes_back_as_it_was()
    {
        using var host = FunctionsEntry.Build(ProgramTests.Arguments());
        var serializer = host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!;

        Assert.Equal(_request, There(_request, serializer));
        Assert.Equal(_cycle, There(_cycle, serializer));
        Assert.Equal(new PlaceStep(_request, "mizuhono~r7~lock~zeimu~1~2026-07-13~0"), There(new PlaceStep(_request, "mizuhono~r7~lock~zeimu~1~2026-07-13~0"), serializer));
        Assert.Equal(new RequestBatch(_cycle, 79), There(new RequestBatch(_cycle, 79), serializer));
        Assert.Equal(TimeSpan.FromDays(40) + TimeSpan.FromMilliseconds(1), There<TimeSpan?>(TimeSpan.FromDays(40) + TimeSpan.FromMilliseconds(1), serializer));
        Assert.Null(There<TimeSpan?>(null, serializer));
        var outlook = There(new PlaceOutlook(["a", "b"], TimeSpan.FromHours(30)), serializer)!;
        Assert.Equal((2, TimeSpan.FromHours(30)), (outlook.Due.Count, outlook.Wait));
        Assert.Null(There(new PlaceOutlook([], null), serializer)!.Wait);
    }

    // A form's address holds its code, and the server's own lines hold the address.
    [Fact]
    public void Addresses_of_requests_stay_out_of_the_logs()
    {
        using var host = FunctionsEntry.Build(ProgramTests.Arguments());

        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        Assert.False(logger.IsEnabled(LogLevel.Information));
    }

    static T? There<T>(T value, ObjectSerializer serializer) => serializer.Serialize(value).ToObject<T>(serializer);
}
