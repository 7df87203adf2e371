namespace ReformFlow.Functions.Tests.Setting;

/// <summary>Compares two logs stream by stream, so that a difference is one line and not two towns.</summary>
static class Same
{
    public static void Facts(IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (stream, facts) in expected)
            Assert.True(facts.SequenceEqual(actual[stream]), $"{stream} holds\n  {string.Join("\n  ", actual[stream])}\ninstead of\n  {string.Join("\n  ", facts)}");
    }
}
