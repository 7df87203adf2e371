using System.Globalization;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>
/// How many storage operations a whole cycle takes for each department: they are money and latency. docs/azure.md prints the numbers,
/// which are the bounds here; what can't be told from two cycles of different size is what one more department costs.
/// </summary>
public sealed class StorageOperationsTests(StorageOperationsTests.TwoCycles cycles, ITestOutputHelper output) : IClassFixture<StorageOperationsTests.TwoCycles>
{
    [Fact]
    public async Task Cycles_are_lived_through_to_the_publication()
    {
        foreach (var cycle in new[] { cycles.Small, cycles.Large })
        {
            Assert.Equal(1, (await cycle.HeadAsync()).Published()?.Number);
            Assert.Equal(cycle.Departments, cycle.Postbox.OfKind(StepKind.Request).Count());
            Assert.Equal(cycle.Departments / 5, cycle.Postbox.OfKind(StepKind.Remind).Count());
            Assert.Equal(cycle.Departments, cycle.Postbox.OfKind(StepKind.Receipt).Count());
            Assert.Equal(0, cycle.Postbox.Doubled);
            Assert.DoesNotContain(cycle.All.ByKind.Keys, k => k.StartsWith(Operations.Other, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Departments_take_no_more_operations_than_documented()
    {
        var documented = Documented();
        foreach (var phase in cycles.Large.Phases.Keys) Compare(phase, (cycles.Large.Phases[phase].Total, cycles.Small.Phases[phase].Total));
        foreach (var kind in cycles.Large.All.ByKind.Keys) Compare(kind, (cycles.Large.All[kind], cycles.Small.All[kind]));

        void Compare(string what, (int Large, int Small) count)
        {
            // What a cycle takes once, whatever its size, falls out.
            var measured = (count.Large - count.Small) / (double)(cycles.Large.Departments - cycles.Small.Departments);
            output.WriteLine($"{what}: {measured:0.0} for each department, {count.Large} for {cycles.Large.Departments}");
            Assert.True(Math.Round(measured, 1) <= documented.GetValueOrDefault(what), $"{what}: {measured:0.0} for each department, {documented.GetValueOrDefault(what):0.0} in docs/azure.md.");
        }
    }

    [Fact]
    public void Operations_of_a_department_do_not_grow_with_their_number()
    {
        foreach (var kind in cycles.Large.All.ByKind.Keys)
            Assert.True(
                cycles.Large.All[kind] / (double)cycles.Large.Departments <= cycles.Small.All[kind] / (double)cycles.Small.Departments,
                $"{kind}: {cycles.Small.All[kind]} for {cycles.Small.Departments} departments, {cycles.Large.All[kind]} for {cycles.Large.Departments}.");
    }

    // Rows such as "| log: point read | 58.0 | ...".
    static Dictionary<string, double> Documented()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ReformFlow.sln"))) folder = Path.GetDirectoryName(folder)!;
        return File.ReadLines(Path.Combine(folder, "docs", "azure.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 3 && double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .ToDictionary(cells => cells[1], cells => double.Parse(cells[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Two towns of different size on an emulator of their own, whose access log tells of nothing else.</summary>
    public sealed class TwoCycles : IAsyncLifetime
    {
        readonly Azurite _azurite = new();

        internal CountedCycle Small { get; private set; } = null!;

        internal CountedCycle Large { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await _azurite.InitializeAsync();
            Small = await CountedCycle.RunAsync(_azurite, departments: 10);
            Large = await CountedCycle.RunAsync(_azurite, departments: 40);
        }

        public async ValueTask DisposeAsync()
        {
            await Small.DisposeAsync();
            await Large.DisposeAsync();
            await _azurite.DisposeAsync();
        }
    }
}
