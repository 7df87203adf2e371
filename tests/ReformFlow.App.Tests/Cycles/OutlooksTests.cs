using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Tests.Cycles;

/// <remarks>Nothing due, due, claimed by somebody young and old; one place asked and the whole town asked.</remarks>
public sealed class OutlooksTests : IAsyncDisposable
{
    readonly Office _office = new();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Town_gives_the_cycle_and_every_request()
    {
        await _office.StartAsync();

        var outlooks = await _office.Get<Outlooks>().OfTownAsync(Office.Town, default);

        Assert.Equal([null, "shimin", "zeimu"], outlooks.Select(o => o.Place.Department).Order(StringComparer.Ordinal));
        Assert.All(outlooks, o => Assert.Empty(o.Outlook.Due));
        Assert.All(outlooks.Where(o => o.Place.Department is not null), o => Assert.Equal(TokyoTime.At(Office.Dates.RequestDay, new(9, 0)), o.Outlook.LookAgainAt));
    }

    [Fact]
    public async Task Town_and_single_place_give_the_same_answer_all_year()
    {
        await _office.StartAsync(publishAutomatically: true);
        await _office.SubmitAsync("zeimu");

        for (var day = 0; day < 80; day++, _office.Now += TimeSpan.FromDays(1))
        {
            foreach (var (place, outlook) in await _office.Get<Outlooks>().OfTownAsync(Office.Town, default))
            {
                var single = await _office.Get<Performer>().LookAsync(place, default);
                Assert.Equal(single.Due, outlook.Due);
                Assert.Equal(single.LookAgainAt, outlook.LookAgainAt);
                if (day % 3 == 0) await _office.Get<Performer>().TendAsync(place, default);
            }
        }
        Assert.NotEmpty(_office.Postbox.Sent);
    }

    [Theory]
    [InlineData(9.99, 0)]
    [InlineData(10, 1)]
    public async Task Claimed_step_is_nobody_elses_until_the_claim_is_old(double minutes, int due)
    {
        var cycle = await _office.StartAsync();
        _office.Now = TokyoTime.At(Office.Dates.RequestDay, new(9, 0));
        var place = cycle.PlaceOf("zeimu");
        var key = Assert.Single((await _office.Get<Performer>().LookAsync(place, default)).Due);
        var claimed = _office.Now;
        await _office.Get<Streams>().ChangeAsync<Head>(cycle.StreamOf("zeimu"), Append.System, _ => [new StepClaimed(key, "other")], default);

        _office.Now += TimeSpan.FromMinutes(minutes);

        var outlook = await _office.Get<Performer>().LookAsync(place, default);
        Assert.Equal(due, outlook.Due.Count);
        if (due == 0) Assert.Equal(claimed.AddMinutes(10), outlook.LookAgainAt);
    }

    [Fact]
    public async Task Place_that_does_not_exist_has_nothing_due()
    {
        await _office.StartAsync();

        Assert.True((await _office.Get<Performer>().LookAsync(new(Office.Town, "r99", "zeimu"), default)).IsNothing);
        Assert.True((await _office.Get<Performer>().LookAsync(new(Office.Town, Office.Cycle, "nobody"), default)).IsNothing);
        Assert.Null(await _office.Get<Performer>().PerformAsync(new(Office.Town, Office.Cycle, "zeimu"), "no~such~step", default));
        Assert.Empty(await _office.Get<Outlooks>().OfTownAsync("nowhere", default));
    }

    [Fact]
    public async Task Cycle_that_can_not_be_read_keeps_no_other_waiting()
    {
        var cycle = await _office.StartAsync();
        var broken = cycle.Settings with { Key = "r6", PlanFile = new('0', 64) };
        await _office.Get<Streams>().ChangeAsync<CycleHead>(StreamName.Cycle(Office.Town, "r6"), Append.System, _ => [new CycleStarted(broken)], default);
        await _office.Get<Streams>().ChangeAsync<Core.Organisation.OfficeHead>(StreamName.Office(Office.Town), Append.System, _ => [new Core.Organisation.CycleRegistered("r6", "main")], default);
        _office.Now = TokyoTime.At(Office.Dates.RequestDay, new(9, 0));

        Assert.All(await _office.Get<Outlooks>().OfTownAsync(Office.Town, default), o => Assert.Equal(Office.Cycle, o.Place.Cycle));
        await _office.Get<Performer>().TendAsync(cycle.PlaceOf("zeimu"), default);

        Assert.Single(_office.Postbox.Sent);
    }

    [Fact]
    public async Task Store_s_own_word_for_a_broken_cycle_is_understood_and_a_store_that_is_away_is_waited_for()
    {
        await _office.StartAsync();
        await _office.Get<Streams>().ChangeAsync<Core.Organisation.OfficeHead>(StreamName.Office(Office.Town), Append.System, _ => [new Core.Organisation.CycleRegistered("r6", "main")], default);

        Assert.Equal([Office.Cycle], (await Finder(new BrokenException()).AllAsync(Office.Town, default)).Select(c => c.Settings.Key));
        Assert.Empty(await Finder(new BrokenException()).OthersAsync(Office.Town, Office.Cycle, "zeimu", default));
        await Assert.ThrowsAsync<IOException>(() => Finder(new IOException()).AllAsync(Office.Town, default));
        await Assert.ThrowsAsync<IOException>(() => Finder(new IOException()).OthersAsync(Office.Town, Office.Cycle, "zeimu", default));

        CycleFinder Finder(Exception trouble) => new(new(new LogWithTrouble(_office.Log, "r6", trouble), _office), _office.Get<Archive>(), NullLogger<CycleFinder>.Instance);
    }

    sealed class BrokenException : Exception;

    /// <summary>A log in which one cycle can't be read.</summary>
    sealed class LogWithTrouble(ILog log, string cycle, Exception trouble) : ILog
    {
        public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation) => log.ReadAsync(stream, fromVersion, cancellation);

        public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation) => log.AppendAsync(partition, append, head, cancellation);

        public Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation) => IsBroken(stream.Partition) ? throw trouble : log.HeadAsync(stream, cancellation);

        public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) => IsBroken(partition) ? throw trouble : log.HeadsAsync(partition, cancellation);

        bool IsBroken(string partition) => partition == StreamName.CyclePartition(Office.Town, cycle);
    }
}
