using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Ports;

namespace IdPhoto.Browser.Ports;

/// <summary>Reads pictures with the browser's decoder, which turns them upright and converts them to sRGB, and writes them with MozJPEG.</summary>
internal sealed class BrowserCodec : IPictureCodec
{
    private readonly List<int> _open = [];

    /// <inheritdoc />
    public async ValueTask<Decoded> DecodeAsync(ReadOnlyMemory<byte> file, DecodeLimits limits, CancellationToken cancel)
    {
        // A bomb or a text is refused by Core's own look at the header, before the browser sees it.
        PictureHeader header = PictureHeader.Read(file.Span, limits);
        if (header.EndsOpen)
        {
            JpegScans.Check(file.Span, header.Stored, cancel);
            file = (byte[])[.. file.Span, 0xFF, 0xD9];
        }
        DeclaredColour colour = DeclaredColour.Of(file.Span, header);
        int photo = await OpenAsync(ArrayOf(file), header, colour).ConfigureAwait(true);
        if (photo == 0)
            throw DecodeRefusal.Corrupt();
        _open.Add(photo);
        cancel.ThrowIfCancellationRequested();
        PixelSize size = PictureHeader.Checked(Page.WidthOf(photo), Page.HeightOf(photo), limits);
        return new Decoded(new BrowserPhoto(photo, 0, size), header)
        {
            Alpha = Page.IsTransparent(photo) ? AlphaOf(photo, size) : null,
            ProfileName = colour.ProfileName,
            ColourSpace = colour.Space,
            // libheif gives values as they are stored; the script converts those of Display P3.
            WasConverted = colour.Converts && (header.Kind != FileKind.Heic || colour.Space == "Display P3"),
            WasGrey = colour.IsGrey,
        };
    }

    /// <inheritdoc />
    public async ValueTask<EncodedFile> EncodeAsync(Picture picture, FileTarget target, CancellationToken cancel)
    {
        await Page.PrepareEncoderAsync().ConfigureAwait(true);
        // The last chance to stop: encoding hears nothing.
        await Page.ListenAsync().ConfigureAwait(true);
        cancel.ThrowIfCancellationRequested();
        ArraySegment<byte> rgb = new(picture.Rgb, 0, (int)picture.Size.Area * 3);
        byte[] png = [];
        if (target.Format == FileFormat.Png)
            using (JSObject file = await Page.EncodePngAsync(rgb, picture.Width, picture.Height).ConfigureAwait(true))
                png = Page.BytesOf(file);
        return FileFitter.Fit(picture.Size, target, quality => Jpeg(rgb, picture.Size, quality, cancel), () => png);
    }

    /// <inheritdoc />
    public async ValueTask<EncodedFile> EncodeAsync(Picture picture, byte[] alpha, FileTarget target, CancellationToken cancel)
    {
        byte[] rgba = FileFitter.Rgba(picture, alpha, target);
        await Page.ListenAsync().ConfigureAwait(true);
        cancel.ThrowIfCancellationRequested();
        using JSObject file = await Page.EncodePngAsync(rgba, picture.Width, picture.Height).ConfigureAwait(true);
        byte[] png = Page.BytesOf(file);
        return FileFitter.Fit(picture.Size, target, _ => throw new InvalidOperationException("A transparent photo is no JPEG."), () => png);
    }

    /// <summary>Gives back all photos but one.</summary>
    /// <param name="kept">The one, or a part of it; null for none.</param>
    public void Release(BrowserPhoto? kept)
    {
        foreach (int photo in _open.Where(photo => photo != kept?.WholeNumber))
            Page.Close(photo);
        _open.RemoveAll(photo => photo != kept?.WholeNumber);
    }

    private static byte[] AlphaOf(int photo, PixelSize size)
    {
        byte[] alpha = new byte[size.Area];
        Page.Alpha(photo, alpha);
        return alpha;
    }

    private static byte[] Jpeg(ArraySegment<byte> rgb, PixelSize size, int quality, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Page.EncodeJpeg(rgb, size.Width, size.Height, quality);
    }

    private static Task<int> OpenAsync(ArraySegment<byte> file, PictureHeader header, DeclaredColour colour) => header.Kind switch
    {
        FileKind.Jpeg => Page.DecodeAsync(ExifProfile.Embedded(file, header), "image/jpeg", mayBeTransparent: false),
        FileKind.Png => Page.DecodeAsync(file, "image/png", mayBeTransparent: true),
        FileKind.WebP => Page.DecodeAsync(file, "image/webp", mayBeTransparent: true),
        FileKind.Avif => Page.DecodeAsync(file, "image/avif", mayBeTransparent: true),
        FileKind.Heic => Page.DecodeHeicAsync(file, colour.Space, header.LeftToTurn),
        _ => throw DecodeRefusal.Unsupported(Message.Of("decoding.format-tiff")),
    };

    private static ArraySegment<byte> ArrayOf(ReadOnlyMemory<byte> file)
        => MemoryMarshal.TryGetArray(file, out ArraySegment<byte> segment) ? segment : file.ToArray();
}
