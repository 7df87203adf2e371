using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Answers;

/// <summary>What a request's stream has handed in, item by item: items that another department brought may stand otherwise than its own.</summary>
public sealed class HandedIn
{
    readonly HashSet<string> _brought = [];
    readonly HashSet<string> _waiting = [];
    bool _submitted;

    HandedIn(IReadOnlyList<Append> appends)
    {
        var now = new AnswerSheet();
        foreach (var (fact, isOffice) in appends.SelectMany(a => a.Events.Select(e => (e, a.Events.Any(o => o is EditedOnBehalf)))))
            switch (fact)
            {
                case AnswerChanged changed:
                    now = now.With([changed]);
                    // What the office writes into answers that were handed in counts at once; a department's own words count once it hands them in.
                    if (isOffice && Has(changed.Item)) Sheet = Sheet?.With([changed]);
                    break;
                case Submitted:
                    (Sheet, _submitted) = (now, true);
                    _waiting.Clear();
                    break;
                case HandedInBefore before:
                    _brought.UnionWith(before.Items);
                    Sheet = new(Sheet?.Values.Where(v => !before.Items.Contains(v.Key.Item)).Concat(now.Values.Where(v => before.Items.Contains(v.Key.Item))) ?? now.Values.Where(v => before.Items.Contains(v.Key.Item)));
                    break;
                case TookOver took:
                    _waiting.UnionWith(took.Items.Where(i => !_brought.Contains(i)));
                    break;
                case PassedOn passed:
                    foreach (var item in passed.Successions.SelectMany(s => s.All))
                    {
                        _brought.Remove(item);
                        _waiting.Remove(item);
                    }
                    break;
            }
    }

    /// <summary>The answers as they were handed in last, with what the office has changed in them since; null where nothing was.</summary>
    public AnswerSheet? Sheet { get; private set; }

    /// <summary>True for an item whose answers somebody has handed in, here or before it came here.</summary>
    public bool Has(string item) => _brought.Contains(item) || _submitted && !_waiting.Contains(item);

    /// <summary>What a request's appends have handed in.</summary>
    public static HandedIn Of(IReadOnlyList<Append> appends) => new(appends);
}
