using System.Text.Json.Serialization;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Log;

/// <summary>The textless fold of a stream, kept beside it so that desk, policy and watchdog need not read the stream.</summary>
/// <param name="Shape">The number of the fold's form; a head of another shape is folded again.</param>
/// <param name="Version">The stream's version; 0 where nothing was appended yet.</param>
/// <param name="Hash">The hash of the last append; empty at version 0.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RequestHead), "request")]
[JsonDerivedType(typeof(CycleHead), "cycle")]
[JsonDerivedType(typeof(PlanHead), "plan")]
[JsonDerivedType(typeof(OfficeHead), "office")]
public abstract record Head(string Stream, int Shape, int Version, string Hash)
{
    /// <summary>The number that a head folded by this version of the product carries.</summary>
    public const int CurrentShape = 2;

    /// <summary>The head of a stream into which nothing was appended.</summary>
    public static Head Empty(string stream) => stream switch
    {
        "cycle" => new CycleHead(stream, CurrentShape, 0, ""),
        "plan" => new PlanHead(stream, CurrentShape, 0, ""),
        "office" => new OfficeHead(stream, CurrentShape, 0, ""),
        _ when stream.StartsWith("request~", StringComparison.Ordinal) && Keys.IsKey(stream["request~".Length..]) => new RequestHead(stream, CurrentShape, 0, ""),
        _ => throw new ArgumentException($"No stream is called {stream}."),
    };

    /// <summary>The head after one more append.</summary>
    /// <param name="append">The append whose version follows this head's.</param>
    /// <param name="hash">The append's own hash.</param>
    /// <exception cref="InvalidOperationException">The append does not follow this head.</exception>
    public Head After(Append append, string hash)
    {
        if (append.Stream != Stream || append.Version != Version + 1 || append.Previous != Hash)
            throw new InvalidOperationException($"{append.Stream} version {append.Version} does not follow {Stream} version {Version}: the chain is broken.");
        var head = this;
        foreach (var fact in append.Events) head = head.Apply(fact, append.At);
        return head with { Version = append.Version, Hash = hash };
    }

    /// <summary>The head after one fact of its stream.</summary>
    protected abstract Head Apply(Event fact, DateTimeOffset at);
}
