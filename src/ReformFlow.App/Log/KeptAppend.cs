using ReformFlow.Core.Log;

namespace ReformFlow.App.Log;

/// <summary>An append as every store keeps it: its bytes, and what a restart would read from them.</summary>
/// <param name="Bytes">The line or row.</param>
/// <param name="Hash">The hash that the next append carries.</param>
public sealed record KeptAppend(Append Append, byte[] Bytes, string Hash)
{
    /// <summary>Checks an append before it is written: one that can't be read back must never be kept.</summary>
    /// <exception cref="ArgumentException">It is too large, holds no event or a text that is no Unicode, or its stream has no known name.</exception>
    public static KeptAppend Of(Append append)
    {
        if (append.Events.Count == 0) throw new ArgumentException($"An append to {append.Stream} holds no event.");
        var bytes = append.ToBytes();
        var read = Append.FromBytes(bytes);
        _ = Head.Empty(read.Stream);
        return new(read, bytes, Append.HashOf(bytes));
    }

    /// <summary>Checks that a head is that of the stream after this append.</summary>
    /// <exception cref="ArgumentException">It is another's.</exception>
    public void CheckHead(Head head)
    {
        if ((head.Stream, head.Version, head.Hash) != (Append.Stream, Append.Version, Hash))
            throw new ArgumentException($"The head of {head.Stream} version {head.Version} does not follow from the append to {Append.Stream} version {Append.Version}.");
    }
}
