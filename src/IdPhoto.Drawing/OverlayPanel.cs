using IdPhoto.Compliance;
using IdPhoto.Messages;
using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>The words beside the photo: what fails, then what a person should look at.</summary>
internal static class OverlayPanel
{
    private const float Margin = 22;
    private const float Largest = 25;
    private const float Smallest = 14;

    public static void Draw(SKCanvas canvas, ComplianceReport report, Sentences words, SKRect area)
    {
        using SKPaint paper = new() { Color = new SKColor(0x1d, 0x22, 0x2b) };
        canvas.DrawRect(area, paper);
        (string Text, Verdict Verdict)[] entries = Entries(report, words);
        // The largest letters with which everything fits; what does not fit with the smallest is cut off last.
        float size = Largest;
        while (size > Smallest && Write(null, report, words, entries, area, size) > area.Bottom - Margin)
            size -= 1;
        canvas.Save();
        canvas.ClipRect(area);
        Write(canvas, report, words, entries, area, size);
        canvas.Restore();
    }

    private static (string Text, Verdict Verdict)[] Entries(ComplianceReport report, Sentences words)
        => [.. report.Advice.Select(advice => (words.Say(Line(ComplianceRules.Title(advice.Findings[0].Code), advice)), advice.Verdict))];

    private static Message Line(Message rule, Advice advice)
        => advice.Verdict == Verdict.Fail ? Message.Of("drawing.fail", ("rule", rule), ("sentence", advice.Said)) : Message.Of("drawing.review", ("rule", rule), ("sentence", advice.Said));

    /// <summary>Writes the panel, or only measures it without a canvas.</summary>
    /// <returns>Where the words end.</returns>
    private static float Write(SKCanvas? canvas, ComplianceReport report, Sentences words, (string Text, Verdict Verdict)[] entries, SKRect area, float size)
    {
        float y = area.Top + Margin + (1.2f * size);
        y = Paragraph(canvas, report.Spec.Title, area, y, 1.2f * size, SKColors.White);
        y = Paragraph(canvas, words.Say(Overall(report)), area, y, size, OverlayInk.Of(report.Overall));
        foreach ((string text, Verdict verdict) in entries)
            y = Paragraph(canvas, text, area, y + (0.3f * size), size, OverlayInk.Of(verdict));
        return y;
    }

    private static Message Overall(ComplianceReport report)
    {
        int pass = report.Findings.Count(f => f.Verdict == Verdict.Pass), fail = report.Findings.Count(f => f.Verdict == Verdict.Fail), check = report.Findings.Count(f => f.Verdict == Verdict.Review);
        return Message.Of("drawing.overall", ("fails", fail), ("reviews", check), ("passes", pass));
    }

    private static float Paragraph(SKCanvas? canvas, string text, SKRect area, float y, float size, SKColor colour)
    {
        using TextFonts fonts = TextFonts.For(text, size);
        using SKPaint ink = new() { Color = colour, IsAntialias = true };
        foreach (string line in LineBreaks.Lines(text, area.Width - (2 * Margin), fonts.Width))
        {
            if (canvas is not null)
                fonts.Draw(canvas, line, area.Left + Margin, y, ink);
            y += 1.25f * size;
        }
        return y;
    }
}
