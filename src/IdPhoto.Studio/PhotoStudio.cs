using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>ID photos in one call: a file in, a file out, on this machine's CPU and without a network.</summary>
/// <remarks>
/// Open one per process and share it: every method is thread-safe and keeps nothing of the pictures it sees.
/// The stages behind it (<see cref="PictureDecoder"/>, <see cref="PortraitReader"/>, <see cref="IdPhotoMaker"/>,
/// <see cref="PortraitCutter"/>, <see cref="PictureEncoder"/>) can be called alone.
/// </remarks>
public sealed class PhotoStudio : IDisposable
{
    private readonly PhotoStudioOptions _options;
    private readonly OnnxNetworks _networks;

    private PhotoStudio(PhotoStudioOptions options)
    {
        _options = options;
        _networks = new OnnxNetworks(new OnnxNetworksOptions
        {
            Threads = options.Threads ?? Environment.ProcessorCount,
            Folder = options.ModelFolder,
            Allowed = options.UseSalient ? null : Enum.GetValues<Network>().Where(network => network != Network.Salient).ToHashSet(),
        });
    }

    /// <summary>The networks that this studio runs, for calling stages alone.</summary>
    public INetworks Networks => _networks;

    /// <summary>Opens a studio. Networks are loaded when first used, or ahead of it by <see cref="Warm"/>.</summary>
    public static PhotoStudio Open(PhotoStudioOptions? options = null) => new(options ?? new PhotoStudioOptions());

    /// <summary>Loads the networks of a job in the background, so that decoding and loading overlap.</summary>
    /// <param name="cutOut">Whether the job cuts a person out.</param>
    public void Warm(bool cutOut)
    {
        Network[] wanted = [Network.FaceFullRange, Network.FaceShortRange, Network.FaceMesh, Network.Person];
        _networks.Preload([.. cutOut && _options.UseSalient ? [Network.Salient, .. wanted] : wanted]);
    }

    /// <summary>Makes a document's photo.</summary>
    /// <param name="file">A JPEG, PNG, WebP, AVIF, TIFF or HEIC file.</param>
    /// <param name="spec">The document, such as <c>PhotoSpecs.Find("us-passport")</c>.</param>
    /// <param name="options">Null for the document's own background and resolution.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file or the portrait was refused; the code and the message tell why.</exception>
    public async Task<IdPhotoFile> MakeAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        options ??= new IdPhotoOptions();
        Portrait portrait = await ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.CutOut);
        MakeOptions make = options.Make with { Scene = options.Make.Scene with { UseSalient = _options.UseSalient } };
        MadePhoto photo = await IdPhotoMaker.MakeAsync(_networks, portrait, spec, make, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        FileFormat format = options.Format ?? spec.File.Format;
        return new IdPhotoFile(Encode(photo, spec, options, format, cancel), format, photo, portrait.Picture.Size, portrait.Faces.Count);
    }

    /// <summary>Finds and measures the faces of a picture.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused.</exception>
    public Task<Portrait> AnalyzeAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => ReadAsync(file, mostHeads: int.MaxValue, progress, cancel);

    /// <summary>Cuts the person out of a picture, at its full size.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <returns>As large as the upright picture; works without a visible face too.</returns>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public async Task<Cutout> CutOutAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        Portrait portrait = await ReadAsync(file, mostHeads: 0, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.CutOut);
        SceneOptions options = new() { UseSalient = _options.UseSalient };
        return await PortraitCutter.CutAsync(_networks, portrait, options, cancel).ConfigureAwait(false);
    }

    /// <summary>Releases the networks.</summary>
    public void Dispose() => _networks.Dispose();

    private async Task<Portrait> ReadAsync(ReadOnlyMemory<byte> file, int mostHeads, IProgress<PhotoStage>? progress, CancellationToken cancel)
    {
        progress?.Report(PhotoStage.Decode);
        Picture picture = PictureDecoder.Decode(file, _options.Limits, cancel).Picture;
        progress?.Report(PhotoStage.FindFace);
        return await PortraitReader.ReadAsync(_networks, picture, mostHeads, cancel).ConfigureAwait(false);
    }

    private static byte[] Encode(MadePhoto photo, PhotoSpec spec, IdPhotoOptions options, FileFormat format, CancellationToken cancel)
    {
        int? maxKb = options.MaxKb ?? spec.File.MaxKb;
        int? maxBytes = maxKb is int kb ? JpegOptions.BytesOf(kb) : null;
        if (format == FileFormat.Jpeg)
            return PictureEncoder.EncodeJpeg(photo.Picture, new JpegOptions { Dpi = photo.Page.Dpi, MaxBytes = maxBytes }, cancel);
        byte[] png = PictureEncoder.EncodePng(photo.Picture, photo.Page.Dpi, cancel);
        if (png.Length > (maxBytes ?? int.MaxValue))
            throw new PhotoException(Refusals.FileSizeUnreachable, $"The PNG has {png.Length / 1000 + 1} KB, more than the {maxKb} KB allowed. PNG cannot be made smaller without changing pixels: write a JPEG instead.");
        return png;
    }
}
