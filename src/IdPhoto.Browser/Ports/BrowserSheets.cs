using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using IdPhoto.Pictures;
using IdPhoto.Ports;
using IdPhoto.Printing;

namespace IdPhoto.Browser.Ports;

/// <summary>Draws print sheets: PDF by pdf-lib, pixels on a canvas.</summary>
internal sealed class BrowserSheets : ISheetRenderer
{
    /// <inheritdoc />
    public async ValueTask<byte[]> WritePdfAsync(SheetLayout layout, IReadOnlyList<PdfPhoto> photos, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        JSObject[] placed = [.. photos.Select(Handed)];
        try
        {
            using JSObject file = await Page.WritePdfAsync(Json(layout), placed).ConfigureAwait(true);
            return Page.BytesOf(file);
        }
        finally
        {
            Array.ForEach(placed, photo => photo.Dispose());
        }
    }

    /// <inheritdoc />
    public ValueTask<Picture> DrawAsync(SheetLayout layout, IReadOnlyList<Picture> fitted, int dpi, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Picture sheet = new(SheetPixels.Of(layout.Paper, dpi), new byte[SheetPixels.Of(layout.Paper, dpi).Area * 3]);
        Page.DrawInk(Json(layout), dpi / MmSize.Inch, sheet.Width, sheet.Height, sheet.Rgb);
        // Last, because a mark's soft edge may reach a photo's first row of pixels.
        foreach (IGrouping<(int Item, bool Turned), PlacedPhoto> same in layout.Photos.GroupBy(photo => (photo.Item, photo.Turned)))
        {
            Picture photo = fitted[same.Key.Item].Turned(same.Key.Turned ? 1 : 0);
            foreach (PlacedPhoto place in same)
                Copy(photo, sheet, SheetPixels.Of(place.Place.X, dpi), SheetPixels.Of(place.Place.Y, dpi));
        }
        return ValueTask.FromResult(sheet);
    }

    private static void Copy(Picture photo, Picture sheet, int left, int top)
    {
        int columns = Math.Min(photo.Width, sheet.Width - left);
        for (int y = 0; y < photo.Height && top + y < sheet.Height; y++)
            photo.Row(y)[..(3 * columns)].CopyTo(sheet.Rgb.AsSpan(3 * (((top + y) * sheet.Width) + left)));
    }

    private static JSObject Handed(PdfPhoto photo) => photo.Jpeg is { } jpeg
        ? Page.PdfPhoto(jpeg, photo.Picture.Width, photo.Picture.Height, jpeg: true)
        : Page.PdfPhoto(photo.Picture.Rgb, photo.Picture.Width, photo.Picture.Height, jpeg: false);

    private static string Json(SheetLayout layout)
    {
        SheetInk ink = SheetInk.Of(layout);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("width", layout.Paper.Width);
            json.WriteNumber("height", layout.Paper.Height);
            json.WriteStartArray("lines");
            foreach (InkLine line in ink.Lines)
                Write(json, line.Line.X1, line.Line.Y1, line.Line.X2, line.Line.Y2, line.WidthMm, line.Grey);
            json.WriteEndArray();
            json.WriteStartArray("photos");
            foreach (PlacedPhoto photo in layout.Photos)
                Write(json, photo.Item, photo.Place.X, photo.Place.Y, photo.Place.Width, photo.Place.Height, photo.Turned ? 1 : 0);
            json.WriteEndArray();
            if (ink.Text is { } text)
            {
                json.WriteString("text", text.Text);
                json.WritePropertyName("textAt");
                Write(json, text.X, text.Y, text.EmMm, text.Turned ? 1 : 0);
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
