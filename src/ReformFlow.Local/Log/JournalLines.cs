using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using ReformFlow.Core.Log;

namespace ReformFlow.Local.Log;

/// <summary>Reads a journal's lines, verifies each stream's chain and folds its head.</summary>
static class JournalLines
{
    public const byte LineFeed = (byte)'\n';

    /// <summary>The partition that the lines tell of, and how many bytes of them are whole; what follows was being written when the machine stopped.</summary>
    /// <exception cref="JournalBrokenException">A line that had been written whole can't be read, or does not follow the one before it.</exception>
    public static (PartitionState State, long WholeLength) Read(ReadOnlySpan<byte> bytes, string file)
    {
        var state = new PartitionState();
        var start = 0;
        for (var number = 1; start < bytes.Length; number++)
        {
            var length = bytes[start..].IndexOf(LineFeed);
            if (length < 0) break;
            var line = bytes.Slice(start, length);
            var next = start + length + 1;
            // Half a line is no JSON. A last line that is JSON but no append was written by somebody, and is not ours to cut.
            if (next == bytes.Length && !IsJson(line)) break;
            Add(state, line, file, number);
            start = next;
        }
        return (state, start);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a damaged line makes the reader throw, the line is what is wrong, and is named.")]
    static void Add(PartitionState state, ReadOnlySpan<byte> line, string file, int number)
    {
        try
        {
            var append = Append.FromBytes(line);
            // A field that is missing reads as null, and in a stream's last append no later hash would tell.
            if (append is not { Previous: not null, By: not null, Events: not null }) throw new JsonException("A field is missing.");
            state.Add(append, state.HeadOf(append.Stream).After(append, Append.HashOf(line)));
        }
        catch (InvalidOperationException e)
        {
            throw new JournalBrokenException(file, number, $"{e.Message} A line was altered, lost or put in.", e);
        }
        catch (Exception e)
        {
            throw new JournalBrokenException(file, number, $"the line is no append that this version can read. {e.Message}", e);
        }
    }

    public static bool IsJson(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line)) return false;
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read()) reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
