using IdPhoto.Codecs;
using IdPhoto.Matting;
using IdPhoto.Server.Work;
using IdPhoto.Studio;

namespace IdPhoto.Server.Api;

/// <summary>The work on a photo, done by the queue's workers. Where the photo comes from is the caller's matter.</summary>
internal sealed class PhotoWork(PhotoStudio studio, WorkQueue queue)
{
    /// <summary>Makes a document's photo.</summary>
    public Task<IdPhotoFile> MakeAsync(PhotoSource source, IdPhotoQuery wanted, CancellationToken cancel)
        => RunAsync("id-photo", source, (file, stop) => studio.MakeAsync(file, wanted.Spec, wanted.Options, null, stop), cancel);

    /// <summary>Cuts the person out at full size, as a PNG with transparency.</summary>
    public Task<byte[]> CutOutAsync(PhotoSource source, CancellationToken cancel) => RunAsync("cutout", source, async (file, stop) =>
    {
        Cutout cutout = await studio.CutOutAsync(file, null, stop);
        return PictureEncoder.EncodePng(cutout.Foreground.Size, cutout.ToRgba(), cancel: stop);
    }, cancel);

    /// <summary>Opens a photo once a worker is free, works on it, and overwrites it.</summary>
    /// <param name="operation">What is done, for the metrics.</param>
    /// <param name="source">Opens the photo.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancel">The caller has gone.</param>
    public Task<T> RunAsync<T>(string operation, PhotoSource source, Func<byte[], CancellationToken, Task<T>> work, CancellationToken cancel)
        => queue.RunAsync(operation, async stop =>
        {
            using Uploads.UploadedPhoto photo = await source(stop);
            return await work(photo.File, stop);
        }, cancel);
}

/// <summary>Opens a photo when there is a worker for it; who calls it disposes the photo.</summary>
internal delegate Task<Uploads.UploadedPhoto> PhotoSource(CancellationToken cancel);
