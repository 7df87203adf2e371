using ReformFlow.App.Ports;
using ReformFlow.Core.Log;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>How a log treats the claims that are written into it.</summary>
enum Claims
{
    /// <summary>As every append: refused when somebody was faster.</summary>
    AtTheirVersion,

    /// <summary>It says yes and writes nothing, as if there were no claims at all.</summary>
    Swallowed,

    /// <summary>It moves a claim that comes late onto the latest version, as if the log had no expected version.</summary>
    AtAnyVersion,
}

/// <summary>A log in which everything takes its time, so that others come in between.</summary>
sealed class SlowLog(ILog log, Random random, Claims claims) : ILog
{
    readonly HashSet<string> _swallowed = [];

    public async Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        await WaitAsync();
        return await log.ReadAsync(stream, fromVersion, cancellation);
    }

    public async Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation)
    {
        await WaitAsync();
        var head = await log.HeadAsync(stream, cancellation);
        await WaitAsync();
        return head;
    }

    public async Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation)
    {
        await WaitAsync();
        var heads = await log.HeadsAsync(partition, cancellation);
        await WaitAsync();
        return heads;
    }

    public async Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        await WaitAsync();
        var isClaim = append.Events is [StepClaimed];
        if (isClaim && claims == Claims.Swallowed)
        {
            _swallowed.Add(head.Hash);
            return true;
        }
        // What follows a claim that is not there is told to look again.
        if (_swallowed.Contains(append.Previous)) return false;
        var written = await log.AppendAsync(partition, append, head, cancellation);
        while (!written && isClaim && claims == Claims.AtAnyVersion)
        {
            var latest = await log.HeadAsync(new(partition, append.Stream), cancellation);
            var moved = append with { Version = latest.Version + 1, Previous = latest.Hash };
            written = await log.AppendAsync(partition, moved, latest.After(moved, Append.HashOf(moved.ToBytes())), cancellation);
        }
        await WaitAsync();
        return written;
    }

    async Task WaitAsync()
    {
        for (var turns = random.Next(3); turns > 0; turns--) await Task.Yield();
    }
}
