using ReformFlow.Core.Json;

namespace ReformFlow.Core.Plans;

/// <summary>Reads a <c>reform-plan/1</c> file: every problem at once, or a plan that can be relied on.</summary>
public static class PlanFile
{
    /// <summary>Reads and checks the UTF-8 bytes of a plan file.</summary>
    public static Reading<Plan> Read(ReadOnlySpan<byte> utf8)
    {
        var reading = StrictJson.Read<Plan>(utf8, Plan.FormatName);
        if (!reading.IsGood) return reading;
        var problems = PlanCheck.Problems(reading.Value!).ToList();
        return problems.Count > 0 ? new(null, problems) : reading;
    }
}
