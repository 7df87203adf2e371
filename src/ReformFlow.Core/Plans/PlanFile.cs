using ReformFlow.Core.Json;

namespace ReformFlow.Core.Plans;

/// <summary>Reads a <c>reform-plan/1</c> file: every problem at once, or a plan that can be relied on.</summary>
public static class PlanFile
{
    /// <summary>Reads and checks the UTF-8 bytes of a plan file.</summary>
    public static Reading<Plan> Read(ReadOnlySpan<byte> utf8) => Attempt(utf8).Read();

    /// <summary>The same, as far as the file can be read.</summary>
    internal static Attempt<Plan> Attempt(ReadOnlySpan<byte> utf8) => StrictJson.Attempt<Plan>(utf8, Plan.FormatName).Checked(PlanCheck.Problems);
}
