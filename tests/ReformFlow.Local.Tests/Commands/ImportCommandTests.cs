using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Log;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Log;

namespace ReformFlow.Local.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Town_without_mail_texts_of_its_own_gets_the_built_in_ones()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");

        var code = await CommandLine.RunAsync(["import", Path.Combine(sample, "plan.json"), Path.Combine(sample, "organisation.json"), "--data", _data.Path]);

        Assert.Equal(0, code);
        await using var journal = new Journal(_data.Path, NullLogger<Journal>.Instance);
        var office = await new Streams(journal, TimeProvider.System).HeadAsync<OfficeHead>(StreamName.Office("mizuhono"), default);
        Assert.NotNull(office.MailTexts);
        Assert.Single(office.Plans);
    }
}
