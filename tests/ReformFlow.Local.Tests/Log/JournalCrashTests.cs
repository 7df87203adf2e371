using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Local.Log;
using ReformFlow.Tests.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>Power fails while eight writers append: in a write, between write and flush, in a flush, at load. What was confirmed must be there afterwards.</summary>
public sealed class JournalCrashTests : IDisposable
{
    const int Crashes = 25;
    const int Writers = 8;

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Confirmed_appends_survive_every_crash()
    {
        var (confirmed, lost) = await CrashAgainAndAgainAsync(flushIsHonest: true);

        Assert.Equal(0, lost);
        Assert.True(confirmed > Crashes, $"Only {confirmed} appends were confirmed; the test shows nothing.");
    }

    // The test has teeth: on a device that only pretends to flush it finds losses.
    [Fact]
    public async Task Device_whose_flush_does_nothing_loses_confirmed_appends()
    {
        var (_, lost) = await CrashAgainAndAgainAsync(flushIsHonest: false);

        Assert.True(lost > 0, "Nothing was lost without a flush; the test could not see a loss.");
    }

    async Task<(int Confirmed, int Lost)> CrashAgainAndAgainAsync(bool flushIsHonest)
    {
        var random = new Random(20260401);
        var confirmed = new List<Append>();
        var lost = 0;
        for (var crash = 1; crash <= Crashes; crash++)
        {
            var machine = new CrashingMachine(random, operationsUntilCrash: random.Next(1, 120), flushIsHonest);
            await using (var journal = new Journal(_data.Path, NullLogger<Journal>.Instance, machine.Open))
                foreach (var appends in await Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(() => WriteUntilTheCrashAsync(journal, writer, crash)))))
                    confirmed.AddRange(appends);
            machine.LeaveOnDisk();

            await using var afterwards = new Journal(_data.Path, NullLogger<Journal>.Instance);
            var found = new HashSet<string>();
            for (var writer = 1; writer <= Writers; writer++)
                found.UnionWith((await afterwards.ReadAsync(StreamOf(writer), 1, default)).Select(LogWriting.HashOf));
            lost += confirmed.RemoveAll(append => !found.Contains(LogWriting.HashOf(append)));
        }
        return (confirmed.Count, lost);
    }

    static async Task<List<Append>> WriteUntilTheCrashAsync(Journal journal, int writer, int crash)
    {
        var confirmed = new List<Append>();
        try
        {
            for (var turn = 1; ; turn++)
            {
                var (append, head) = LogWriting.Next(await journal.HeadAsync(StreamOf(writer)), new AnswerChanged($"i{crash}", "text.achievements", new($"髙﨑 {turn}")));
                if (await journal.AppendAsync(StreamOf(writer).Partition, append, head, default)) confirmed.Add(append);
            }
        }
        catch (IOException)
        {
            return confirmed;
        }
    }

    static StreamName StreamOf(int writer) => StreamName.Request("yama", "r7", $"d{(writer + 1) / 2}");
}
