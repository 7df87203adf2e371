using QuestPDF.Drawing;
using ReformFlow.App.Assets;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>The product's own fonts, regular and bold, given to QuestPDF once for a process; those of the machine are never used.</summary>
public sealed class ReportFonts(AssetFiles assets)
{
    static readonly string[] _files = ["BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"];
    static readonly Lock _lock = new();
    static bool _areRegistered;

    /// <summary>Registers them if that has not been done.</summary>
    public void Register()
    {
        lock (_lock)
        {
            if (_areRegistered) return;
            foreach (var file in _files)
            {
                using var font = new MemoryStream(assets.All.First(a => a.Name == $"fonts/{file}").Bytes.ToArray());
                FontManager.RegisterFont(font);
            }
            _areRegistered = true;
        }
    }
}
