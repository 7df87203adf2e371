using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Local.Log;

namespace ReformFlow.Local.Checks;

/// <summary>Looks through one journal line by line and goes on after each fault, so that all of them are named at once.</summary>
/// <remarks>The server itself stops at a journal's first fault (<see cref="JournalLines"/>); this is for whoever has to find out how much is wrong.</remarks>
sealed class JournalCheck
{
    const string Restore = "Restore this journal from the backup, and every file that it names.";

    readonly Dictionary<string, Chain> _chains = [];
    readonly List<Finding> _wrong = [];
    readonly List<Finding> _notes = [];
    readonly List<(int Line, string Hash)> _files = [];
    readonly string _file;

    JournalCheck(string file) => _file = file;

    public IReadOnlyList<Finding> Wrong => _wrong;

    public IReadOnlyList<Finding> Notes => _notes;

    /// <summary>The files that the log names, each with the first line that does.</summary>
    public IEnumerable<(int Line, string Hash)> Files => _files.DistinctBy(f => f.Hash);

    /// <summary>The heads of the streams that are whole.</summary>
    public IEnumerable<Head> Heads => _chains.Values.Select(c => c.Head).OfType<Head>();

    /// <summary>How many appends were read.</summary>
    public int Appends { get; private set; }

    /// <param name="file">The journal's name in the report.</param>
    /// <param name="partition">The partition whose journal this is.</param>
    public static JournalCheck Of(ReadOnlySpan<byte> bytes, string file, string partition)
    {
        var check = new JournalCheck(file);
        var start = 0;
        for (var number = 1; start < bytes.Length; number++)
        {
            var length = bytes[start..].IndexOf(JournalLines.LineFeed);
            var isLast = length < 0 || start + length + 1 == bytes.Length;
            var line = length < 0 ? bytes[start..] : bytes.Slice(start, length);
            if (length < 0 || isLast && !JournalLines.IsJson(line))
            {
                check._notes.Add(new(file, number, $"The last line is not finished ({bytes.Length - start} bytes). It is being written now, or was when the machine stopped; nobody was told that it is saved, and the server cuts it off when it starts."));
                break;
            }
            check.Look(line, number, partition);
            start += length + 1;
        }
        return check;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a damaged line makes the reader throw, the line is what is wrong, and is named.")]
    void Look(ReadOnlySpan<byte> line, int number, string partition)
    {
        Append append;
        try
        {
            append = Append.FromBytes(line);
            _ = Head.Empty(append.Stream);
        }
        catch (Exception e)
        {
            _wrong.Add(new(_file, number, $"The line is no append that this version can read, so it was altered, or a newer ReformFlow wrote it: {e.Message.Split(" Path:")[0]} {Restore} For a newer one's journal, use that version."));
            return;
        }
        Appends++;
        if (Belongs(append.Stream, partition) is { } where) _wrong.Add(new(_file, number, $"{append.Stream} is no stream of {partition}; {where} The line was put in. {Restore}"));
        if (!_chains.TryGetValue(append.Stream, out var chain)) _chains[append.Stream] = chain = new(append.Stream);
        if (chain.WhyNot(append) is { } broken) _wrong.Add(new(_file, number, $"{broken} {Restore}"));
        var hash = Append.HashOf(line);
        if (chain.Take(append, hash, number) is { } unfolded) _wrong.Add(new(_file, number, $"What {append.Stream} says does not go together: {unfolded} {Restore}"));
        foreach (var edition in append.Events.OfType<EditionCompiled>()) LookAt(edition, number);
        _files.AddRange(FilesOf(JsonDocument.Parse(line.ToArray()).RootElement.GetProperty("events")).Select(file => (number, file)));
    }

    // An edition says at which append of each request it stood: what was compiled is what the log still says.
    void LookAt(EditionCompiled edition, int number)
    {
        foreach (var (stream, hash) in edition.Heads)
            if (hash.Length > 0 && (!_chains.TryGetValue(stream, out var chain) || !chain.Had(hash)))
                _wrong.Add(new(_file, number, $"Edition {edition.Number} was compiled from an append of {stream} that is not there any more as it was: a line of that stream was altered or lost. {Restore}"));
    }

    static string? Belongs(string stream, string partition)
    {
        var isIts = partition.Split('~') is [_, var kind, ..] && stream.Split('~')[0] is var of && (kind == of || kind == "cycle" && of == "request");
        return isIts ? null : "that stream lies in another file.";
    }

    static IEnumerable<string> FilesOf(JsonElement element, string name = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => FilesOf(p.Value, name == "files" ? name : p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => FilesOf(e, name)),
        JsonValueKind.String when (name is "file" or "files" || name.EndsWith("File", StringComparison.Ordinal)) && FileName.Is(element.GetString()!) => [element.GetString()!],
        _ => [],
    };

    /// <summary>A stream as far as it was read.</summary>
    sealed class Chain(string stream)
    {
        readonly HashSet<string> _hashes = [];
        (int Version, string Hash, int Line) _last = (0, "", 0);

        /// <summary>The fold of the whole stream; null once something in it is broken.</summary>
        public Head? Head { get; private set; } = Head.Empty(stream);

        public bool Had(string hash) => _hashes.Contains(hash);

        public string? WhyNot(Append append)
        {
            var before = _last.Line == 0 ? "nothing stands before it" : $"line {_last.Line} holds version {_last.Version}";
            if (append.Version > _last.Version + 1)
                return $"{append.Stream} goes on with version {append.Version}, and {before}: {(append.Version == _last.Version + 2 ? "a line was" : $"{append.Version - _last.Version - 1} lines were")} lost between them, or moved.";
            if (append.Version <= _last.Version)
                return $"{append.Stream} has version {append.Version} here, and {before}: lines were moved, or one was put in twice.";
            return append.Previous == _last.Hash ? null
                : _last.Line == 0 ? $"{append.Stream} begins here, and the line says that it follows another: it was altered."
                : $"Version {append.Version} of {append.Stream} does not follow from line {_last.Line}: one of these two lines was altered.";
        }

        /// <summary>Goes on from this append, whatever was wrong with it; says why it can't be folded.</summary>
        [SuppressMessage("Design", "CA1031", Justification = "Whatever a fact makes the fold throw, the fact is what is wrong.")]
        public string? Take(Append append, string hash, int line)
        {
            var follows = WhyNot(append) is null;
            _hashes.Add(hash);
            _last = (append.Version, hash, line);
            if (!follows) Head = null;
            try
            {
                Head = Head?.After(append, hash);
                return null;
            }
            catch (Exception e)
            {
                Head = null;
                return e.Message;
            }
        }
    }
}
