namespace ReformFlow.App.Ports;

/// <summary>A letter of the report stands in none of the fonts that print it.</summary>
/// <param name="letter">The letter.</param>
/// <param name="places">Where it stands, in words of the report.</param>
public sealed class UnprintableTextException(string letter, IReadOnlyList<string> places, Exception? inner = null)
    : Exception($"「{letter}」（U+{char.ConvertToUtf32(letter, 0):X4}）は、PDFに印刷できない文字です。{string.Join('、', places)}にあります。別の字か、かなに改めてください。", inner)
{
    public string Letter { get; } = letter;

    /// <summary>Headings with the box or the table's row.</summary>
    public IReadOnlyList<string> Places { get; } = places;
}
