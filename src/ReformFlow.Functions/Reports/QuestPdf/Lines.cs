using System.Text;
using System.Text.RegularExpressions;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws what stands on lines: texts as they were written, marks and figures, each heard as it is meant.</summary>
sealed partial class Lines(PageNumbers numbers)
{
    /// <summary>The content of a paragraph, a cell or a box, in a size in points.</summary>
    public void Draw(IContainer place, IReadOnlyList<Inline> content, float size, Alignment align = Alignment.Start)
    {
        if (content.Count == 0 || content is [PlainText { Text: "" }]) return;
        var lines = Split(content);
        if (lines.All(l => Hanging(l) == 0) && !lines.Any(l => l.IsPitched))
        {
            DrawText(place, lines, size, align);
            return;
        }
        place.Column(column =>
        {
            foreach (var line in lines) DrawLine(column.Item(), line, size, align);
        });
    }

    void DrawLine(IContainer place, Line line, float size, Alignment align)
    {
        if (line.IsPitched) DrawPitched(place, ((PlainText)line.Pieces[0]).Text, size);
        else if (Hanging(line) is > 0 and var width && line.Pieces[0] is PlainText { Text: var first })
        {
            var (beginning, rest) = Hang.Split(first);
            // A bullet alone before a mark or a link has its text behind it.
            if (beginning.Length == 0) (beginning, rest) = (first, "");
            place.SemanticParagraph().Row(row =>
            {
                // What is a hair wider than its room must not break.
                row.ConstantItem((float)width * size).Unconstrained().Text(beginning);
                DrawText(row.RelativeItem(), [new([.. rest.Length > 0 ? [new PlainText(rest)] : Array.Empty<Inline>(), .. line.Pieces.Skip(1)], false)], size, align, isWithinParagraph: true);
            });
        }
        else DrawText(place, [line], size, align);
    }

    // A line of which something is heard otherwise than it is seen is heard as a whole in the words that are meant.
    void DrawText(IContainer place, IReadOnlyList<Line> lines, float size, Alignment align, bool isWithinParagraph = false)
    {
        if (Only<Link>(lines) is { } link) place = place.SemanticLink(link.Text).SectionLink(link.Anchor);
        else if (Only<PageReference>(lines) is { } reference) place = place.SemanticLink("本文の頁").SectionLink(reference.Anchor);
        else if (lines.SelectMany(l => l.Pieces).Any(IsHeardOtherwise))
        {
            var heard = string.Join('\n', lines.Select(l => string.Concat(l.Pieces.Select(Heard))));
            place = (isWithinParagraph ? place : place.SemanticParagraph()).SemanticSpan(heard);
        }
        place.Text(text =>
        {
            if (align == Alignment.Center) text.AlignCenter();
            if (align == Alignment.End) text.AlignEnd();
            for (var i = 0; i < lines.Count; i++)
            {
                if (i > 0) text.Span("\n");
                foreach (var piece in lines[i].Pieces) Add(text, piece, size);
            }
        });
    }

    void Add(TextDescriptor text, Inline piece, float size)
    {
        switch (piece)
        {
            case PlainText plain: text.Span(plain.Text); break;
            case Mark mark: text.Span(mark.Symbol).Bold(); break;
            case Note note: text.Span(note.Text).FontSize(size * .875f).FontColor(Look.Quiet).NormalWeight(); break;
            case Decrease decrease: text.Span($"△{decrease.Amount}"); break;
            case Link link: text.Span(link.Text); break;
            case PageReference { Number: { } number }: text.Span(number.ToString(System.Globalization.CultureInfo.InvariantCulture)); break;
            case PageReference reference: numbers.AddReference(text, reference.Anchor); break;
            case SpacedText { Text.Length: > 1 } spaced:
                // The last letter has no space after it, or the word would not stand in the middle.
                text.Span(spaced.Text[..^1]).LetterSpacing(.6f);
                text.Span(spaced.Text[^1..]);
                break;
            case SpacedText spaced: text.Span(spaced.Text); break;
            case Spoken: break;
            default: throw new InvalidOperationException($"No part of the PDF draws a {piece.GetType().Name}.");
        }
    }

    // Tables that somebody aligned with spaces: each word stands where it would among letters of one width, wide ones of two.
    static void DrawPitched(IContainer place, string line, float size) => place.SemanticParagraph().Row(row =>
    {
        var words = Words().Matches(line).ToList();
        if (words.Count > 0 && words[0].Index > 0) row.ConstantItem(Pitch(line.AsSpan(0, words[0].Index)) * size);
        for (var i = 0; i < words.Count; i++)
            (i + 1 < words.Count ? row.ConstantItem(Pitch(line.AsSpan(words[i].Index, words[i + 1].Index - words[i].Index)) * size) : row.RelativeItem()).Text(words[i].Value);
        if (words.Count == 0) row.RelativeItem().Text(" ");
    });

    static float Pitch(ReadOnlySpan<char> letters)
    {
        var width = 0f;
        foreach (var letter in letters) width += letter < 0x80 ? .5f : 1;
        return width;
    }

    // A single space is within a word.
    [GeneratedRegex(@"\S+(?: \S+)*")] private static partial Regex Words();

    static bool IsHeardOtherwise(Inline piece) => piece switch
    {
        Mark or Decrease or Spoken => true,
        PlainText plain => MinusSigns.In(plain.Text).Any(p => p.IsMinus),
        _ => false,
    };

    static string Heard(Inline piece) => piece switch
    {
        PlainText plain => string.Concat(MinusSigns.In(plain.Text).Select(p => p.IsMinus ? "マイナス" : p.Text)),
        Mark mark => mark.ReadsSymbol ? mark.Symbol + mark.Label : mark.Label,
        Note note => note.Text,
        Decrease decrease => $"マイナス{decrease.Amount}",
        Link link => link.Text,
        SpacedText spaced => spaced.Text,
        Spoken spoken => spoken.Text,
        _ => "",
    };

    static T? Only<T>(IReadOnlyList<Line> lines) where T : Inline => lines is [{ Pieces: [T only] }] ? only : null;

    static decimal Hanging(Line line) => line.Pieces is [PlainText { Text: var text }, ..]
        ? Hang.Of(line.Pieces.Count > 1 && text.TrimEnd().Length <= 2 ? $"{text}字" : text) : 0;

    sealed record Line(IReadOnlyList<Inline> Pieces, bool IsPitched);

    static List<Line> Split(IReadOnlyList<Inline> content)
    {
        if (content is [PlainText { Text: var whole }])
        {
            var texts = whole.Split('\n');
            var aligned = FixedPitch.Of(texts);
            return [.. texts.Select((t, i) => new Line([new PlainText(t)], aligned[i]))];
        }
        var lines = new List<List<Inline>> { new() };
        foreach (var inline in content)
        {
            if (inline is not PlainText { Text: var text })
            {
                lines[^1].Add(inline);
                continue;
            }
            var pieces = text.Split('\n');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0) lines.Add([]);
                if (pieces[i].Length > 0) lines[^1].Add(new PlainText(pieces[i]));
            }
        }
        return [.. lines.Select(l => new Line(l, false))];
    }

    /// <summary>The letters that a content prints, for those who guess how much room it takes.</summary>
    public static string Seen(IReadOnlyList<Inline> content)
    {
        var seen = new StringBuilder();
        foreach (var inline in content)
            seen.Append(inline switch { PlainText t => t.Text, Mark m => m.Symbol, Note n => n.Text, Decrease d => $"△{d.Amount}", Link l => l.Text, SpacedText s => s.Text, PageReference => "00", _ => "" });
        return seen.ToString();
    }
}
