using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>What a supporting department has given to an item so far.</summary>
/// <param name="IsSubmitted">Handed in; what is not is still being written.</param>
/// <param name="Round">The round that was handed in last, or is being written.</param>
/// <param name="MayReturn">True where the writing department can ask for it again.</param>
public sealed record GivenPart(string Key, string Department, string Text, bool IsSubmitted, int Round, bool MayReturn);

/// <summary>Reads the parts that supporting departments give to an item, for the department that writes it.</summary>
public sealed class Parts(Streams streams, CycleFinder cycles)
{
    /// <summary>One entry for each supporting department, in the municipality's order; a text is empty while there is none.</summary>
    public async Task<IReadOnlyList<GivenPart>> OfAsync(StartedCycle cycle, PlanItem item, CancellationToken cancellation)
    {
        var parts = new List<GivenPart>();
        if (cycle.Template.Part is not { } field) return parts;
        foreach (var giver in cycle.PartGiversOf(item))
        {
            var head = await cycles.RequestAsync(cycle, giver.Key, cancellation);
            if (head.WithdrawnAt is not null) continue;
            var sheet = AnswerHistory.Now(await streams.ReadAsync(cycle.StreamOf(giver.Key), cancellation));
            parts.Add(new(giver.Key, giver.Name, sheet[new(item.Key!, field.Name)].Text, head.SubmittedAt is not null && !RequestRules.AwaitsConfirmation(cycle.Settings, head), head.Round, ReturnPart.WhyNot(cycle.Settings, head) is null));
        }
        return parts;
    }
}
