using Microsoft.Extensions.Logging;
using ReformFlow.Core.Log;
using ReformFlow.Local.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>A data folder with a cycle of two departments, and what the journal said into the server's log.</summary>
public abstract class JournalTest : IDisposable
{
    protected static readonly StreamName Tax = StreamName.Request("yama", "r7", "zeimu");
    protected static readonly StreamName Water = StreamName.Request("yama", "r7", "suido");

    private protected DataFolder Data { get; } = new();

    private protected SaidSentences Sentences { get; } = new();

    protected string TaxFile => Data.Of("yama", "journal", "yama~cycle~r7.jsonl");

    protected Journal Open() => new(Data.Path, Sentences);

    protected byte[] Bytes()
    {
        using var file = new FileStream(TaxFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Data.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected sealed class SaidSentences : ILogger<Journal>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
