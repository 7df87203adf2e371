using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>A journal as it lies on disk, read without the product's own reader.</summary>
static class WrittenLog
{
    /// <summary>Every line of a partition in its order, each stream's chain verified.</summary>
    public static IReadOnlyList<Append> Read(string data, string town, string partition)
    {
        var appends = new List<Append>();
        var hashes = new Dictionary<string, (int Version, string Hash)>();
        var bytes = File.ReadAllBytes(Path.Combine(data, town, "journal", $"{partition}.jsonl"));
        foreach (var range in Lines(bytes))
        {
            var append = Append.FromBytes(bytes.AsSpan(range));
            var (version, hash) = hashes.GetValueOrDefault(append.Stream, (0, ""));
            Assert.Equal((version + 1, hash), (append.Version, append.Previous));
            hashes[append.Stream] = (append.Version, Append.HashOf(bytes.AsSpan(range)));
            appends.Add(append);
        }
        return appends;
    }

    /// <summary>The facts of one stream, in order.</summary>
    public static IEnumerable<Event> FactsOf(this IEnumerable<Append> appends, string stream) =>
        appends.Where(a => a.Stream == stream).SelectMany(a => a.Events);

    /// <summary>The outcomes that no claim precedes.</summary>
    public static IEnumerable<string> OutcomesWithoutClaim(this IEnumerable<Append> appends)
    {
        var claimed = new HashSet<string>();
        foreach (var fact in appends.SelectMany(a => a.Events))
            if (fact is StepClaimed claim) claimed.Add(claim.Key);
            else if (fact is StepOutcome outcome && !claimed.Contains(outcome.Key)) yield return outcome.Key;
    }

    /// <summary>Requests and reminders that were claimed between a submission and the next return or request for final figures.</summary>
    public static IEnumerable<string> ChasesAfterSubmission(this IEnumerable<Append> appends)
    {
        var handedIn = new HashSet<string>();
        foreach (var append in appends)
            foreach (var fact in append.Events)
                if (fact is Submitted) handedIn.Add(append.Stream);
                else if (fact is Returned or FinalsAsked) handedIn.Remove(append.Stream);
                else if (fact is StepClaimed claim && StepKey.KindOf(claim.Key) is StepKind.Request or StepKind.Remind && handedIn.Contains(append.Stream)) yield return claim.Key;
    }

    // What follows the last line feed was being written when the server was killed.
    static IEnumerable<Range> Lines(byte[] bytes)
    {
        for (int start = 0, end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1) yield return start..end;
    }
}
