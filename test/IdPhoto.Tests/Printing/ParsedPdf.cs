using System.Text;
using IdPhoto.Printing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using Xunit;

namespace IdPhoto.Tests.Printing;

/// <summary>A print sheet as another program reads it, in millimetres from the upper left corner.</summary>
internal sealed class ParsedPdf
{
    private const double PointsPerMm = 72 / 25.4;
    private readonly byte[] _file;

    public ParsedPdf(byte[] file)
    {
        _file = file;
        using PdfDocument document = PdfDocument.Open(file);
        Assert.Equal(1, document.NumberOfPages);
        Page page = document.GetPage(1);
        Paper = new MmSize(page.MediaBox.Bounds.Width / PointsPerMm, page.MediaBox.Bounds.Height / PointsPerMm);
        Words = page.Text;
        Photos = [.. page.GetImages().Select(image => new Photo(Box(image.BoundingBox), Corner(image.BoundingBox.TopLeft), Corner(image.BoundingBox.TopRight), image.RawBytes.ToArray(), Pixels(image)))];
        Lines = [.. page.Paths.Select(Line)];
    }

    public MmSize Paper { get; }

    public string Words { get; }

    public IReadOnlyList<Photo> Photos { get; }

    /// <summary>Ends of all lines that are drawn.</summary>
    public IReadOnlyList<MmLine> Lines { get; }

    /// <summary>How often these bytes are in the file.</summary>
    public int Count(byte[] bytes)
    {
        int count = 0;
        for (int at = _file.AsSpan().IndexOf(bytes); at >= 0; count++)
        {
            int next = _file.AsSpan(at + 1).IndexOf(bytes);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return count;
    }

    public bool Says(string text) => Encoding.Latin1.GetString(_file).Contains(text, StringComparison.Ordinal);

    private static byte[]? Pixels(IPdfImage image) => image.TryGetBytesAsMemory(out Memory<byte> bytes) ? bytes.ToArray() : null;

    private MmBox Box(PdfRectangle rectangle)
    {
        PdfPoint[] corners = [rectangle.TopLeft, rectangle.TopRight, rectangle.BottomLeft, rectangle.BottomRight];
        double left = corners.Min(corner => corner.X);
        double top = corners.Max(corner => corner.Y);
        return new MmBox(
            left / PointsPerMm, Paper.Height - (top / PointsPerMm), (corners.Max(corner => corner.X) - left) / PointsPerMm, (top - corners.Min(corner => corner.Y)) / PointsPerMm);
    }

    private (double X, double Y) Corner(PdfPoint point) => (point.X / PointsPerMm, Paper.Height - (point.Y / PointsPerMm));

    private MmLine Line(PdfPath path)
    {
        PdfRectangle box = path.GetBoundingRectangle()!.Value;
        return new MmLine(box.Left / PointsPerMm, Paper.Height - (box.Top / PointsPerMm), box.Right / PointsPerMm, Paper.Height - (box.Bottom / PointsPerMm));
    }

    /// <summary>A photo on the sheet.</summary>
    /// <param name="Place">Where it is.</param>
    /// <param name="TopLeft">Where the corner is that is upper left when it stands upright.</param>
    /// <param name="TopRight">Where the other upper corner is.</param>
    /// <param name="Stored">Its bytes in the file.</param>
    /// <param name="Pixels">Its pixels, R, G, B, where they are not a JPEG.</param>
    public sealed record Photo(MmBox Place, (double X, double Y) TopLeft, (double X, double Y) TopRight, byte[] Stored, byte[]? Pixels);
}
