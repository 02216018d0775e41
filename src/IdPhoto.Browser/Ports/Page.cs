using System.Runtime.InteropServices.JavaScript;

namespace IdPhoto.Browser.Ports;

/// <summary>What the worker's scripts do for the engine: see wwwroot/imports.js.</summary>
internal static partial class Page
{
    private const string Module = "idphoto";

    /// <summary>Decodes a file with the browser's decoder and keeps it there.</summary>
    /// <returns>The photo's number, or 0 where the browser cannot read it.</returns>
    [JSImport("decode", Module)]
    internal static partial Task<int> DecodeAsync([JSMarshalAs<JSType.MemoryView>] ArraySegment<byte> file, string mediaType, bool mayBeTransparent);

    [JSImport("decodeHeic", Module)]
    internal static partial Task<int> DecodeHeicAsync([JSMarshalAs<JSType.MemoryView>] ArraySegment<byte> file, string space, int orientation);

    [JSImport("widthOf", Module)]
    internal static partial int WidthOf(int photo);

    [JSImport("heightOf", Module)]
    internal static partial int HeightOf(int photo);

    [JSImport("isTransparent", Module)]
    internal static partial bool IsTransparent(int photo);

    [JSImport("close", Module)]
    internal static partial void Close(int photo);

    /// <summary>How opaque each pixel is, 0..255.</summary>
    [JSImport("alpha", Module)]
    internal static partial void Alpha(int photo, [JSMarshalAs<JSType.MemoryView>] Span<byte> alpha);

    /// <summary>Keeps a rectangle of a photo as a photo of its own, until the photo is closed: its pixels are not copied.</summary>
    /// <returns>The part's number.</returns>
    [JSImport("within", Module)]
    internal static partial int Within(int photo, int left, int top, int width, int height);

    /// <summary>A rectangle of a photo that is turned clockwise in quarter turns: RGB.</summary>
    [JSImport("part", Module)]
    internal static partial void Part(int photo, int turns, int left, int top, int width, int height, [JSMarshalAs<JSType.MemoryView>] Span<byte> rgb);

    /// <summary>A photo through a map, whose six numbers go from target to source: RGB.</summary>
    [JSImport("resample", Module)]
    internal static partial void Resample(int photo, int turns, double[] map, int width, int height, bool cubic, [JSMarshalAs<JSType.MemoryView>] Span<byte> rgb);

    /// <summary>The same as floats, value * gain + offset.</summary>
    [JSImport("toTensor", Module)]
    internal static partial void ToTensor(
        int photo, int turns, double[] map, int width, int height, double gain, double offset, [JSMarshalAs<JSType.MemoryView>] Span<byte> values);

    /// <summary>Keeps a smaller copy of a photo there, until the photo is closed.</summary>
    /// <returns>The copy's number.</returns>
    [JSImport("reduce", Module)]
    internal static partial int Reduce(int photo, int turns, int width, int height);

    [JSImport("prepareEncoder", Module)]
    internal static partial Task PrepareEncoderAsync();

    [JSImport("encodeJpeg", Module)]
    internal static partial byte[] EncodeJpeg([JSMarshalAs<JSType.MemoryView>] Span<byte> rgb, int width, int height, int quality);

    [JSImport("encodePng", Module)]
    internal static partial Task<JSObject> EncodePngAsync([JSMarshalAs<JSType.MemoryView>] ArraySegment<byte> pixels, int width, int height);

    [JSImport("has", Module)]
    internal static partial bool Has(string network);

    [JSImport("files", Module)]
    internal static partial string FilesOf(string network);

    [JSImport("preload", Module)]
    internal static partial void Preload(string[] networks);

    [JSImport("setInput", Module)]
    internal static partial void SetInput([JSMarshalAs<JSType.MemoryView>] Span<byte> values);

    /// <returns>How many outputs there are, or 0 where the network could not be loaded.</returns>
    [JSImport("run", Module)]
    internal static partial Task<int> RunAsync(string network, int[] shape);

    [JSImport("lengthOf", Module)]
    internal static partial int LengthOf(int output);

    [JSImport("takeOutput", Module)]
    internal static partial void TakeOutput(int output, [JSMarshalAs<JSType.MemoryView>] Span<byte> values);

    [JSImport("writePdf", Module)]
    internal static partial Task<JSObject> WritePdfAsync(string sheet, JSObject[] photos);

    [JSImport("pdfPhoto", Module)]
    internal static partial JSObject PdfPhoto([JSMarshalAs<JSType.MemoryView>] Span<byte> bytes, int width, int height, bool jpeg);

    /// <summary>Everything of a sheet but its photos, on white.</summary>
    [JSImport("drawInk", Module)]
    internal static partial void DrawInk(string sheet, double pixelsPerMm, int width, int height, [JSMarshalAs<JSType.MemoryView>] Span<byte> rgb);

    [JSImport("bytesOf", Module)]
    internal static partial byte[] BytesOf(JSObject file);

    /// <summary>Lets the worker hear what it is told meanwhile, such as that a job is cancelled.</summary>
    [JSImport("listen", Module)]
    internal static partial Task ListenAsync();

    [JSImport("progress", Module)]
    internal static partial void Progress(int job, string stage);
}
