namespace ReformFlow.App.Access;

/// <summary>The clock that sessions and codes live by: the one on the wall, whatever clock a cycle is rehearsed on.</summary>
/// <remarks>On a virtual clock that passes a day in a second nobody could stay signed in.</remarks>
public sealed class AccessClock(TimeProvider time)
{
    /// <summary>The moment, to the second.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
}
