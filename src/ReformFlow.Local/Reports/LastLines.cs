namespace ReformFlow.Local.Reports;

/// <summary>The last lines that a process wrote, enough to say why it failed.</summary>
sealed class LastLines
{
    const int Kept = 8;

    readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        // Without a desktop session the browser complains about D-Bus dozens of times and prints all the same.
        if (string.IsNullOrWhiteSpace(line) || line.Contains("dbus", StringComparison.Ordinal))
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
