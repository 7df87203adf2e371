using ReformFlow.App.Access;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Cycles;

/// <summary>Reads a reporting period as people type it: R7, Ｒ７, 令和7年度, R7上半期.</summary>
static class TypedPeriod
{
    /// <summary>False for what is no period.</summary>
    public static bool TryRead(string typed, out Period period) =>
        Period.TryParse(typed, out period)
        || Period.TryParse(TypedByHand.Plain(typed).Replace("令和", "R").Replace("年度", "").Replace("上半期", "/firstHalf").Replace("下半期", "/secondHalf"), out period);
}
