using System.Text.RegularExpressions;

namespace ReformFlow.Core.Json;

/// <summary>Places of a file whose values could not be read: a rule that looks at one of them says nothing true.</summary>
public sealed partial class Gaps
{
    readonly IReadOnlyList<string[]> _places;

    Gaps(IReadOnlyList<string[]> places) => _places = places;

    /// <summary>A file that was read as it stands.</summary>
    public static Gaps None { get; } = new([]);

    /// <summary>Gaps at places given by their JSON paths.</summary>
    public static Gaps At(IEnumerable<string> paths) => new([.. paths.Select(Steps)]);

    /// <summary>The same gaps as other files call them: <c>plan$.levels</c>.</summary>
    public Gaps In(string file) => new([.. _places.Select(p => (string[])[file + p[0], .. p[1..]])]);

    /// <summary>The gaps of two files.</summary>
    public Gaps And(Gaps other) => new([.. _places, .. other._places]);

    /// <summary>The problems that are there whatever stands in the gaps.</summary>
    public IEnumerable<Problem> Beyond(IEnumerable<Problem> problems) => _places.Count == 0 ? problems : problems.Where(p => !Touch(p));

    // A rule that looks at a list looks at all of its entries, and one that looks at an entry needs the list.
    bool Touch(Problem problem)
    {
        List<string[]> seen = [Steps(problem.Place), .. (problem.ReliesOn ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Steps)];
        return seen.Any(place => place.Length > 0 && _places.Any(gap => place.Zip(gap).All(pair => pair.First == pair.Second || pair.First == "[]" && pair.Second[0] == '[')));
    }

    static string[] Steps(string path) => [.. Step().Matches(path).Select(m => m.Value)];

    [GeneratedRegex("""\["[^"]*"\]|\[\d*\]|\.[^.\[]+|^[a-z]*\$""")]
    private static partial Regex Step();
}
