using System.Security.Cryptography;
using IdPhoto.Codecs;
using IdPhoto.Matting;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using IdPhoto.Server.Work;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>The work on a photo, done by the queue's workers. Where the photo comes from is the caller's matter.</summary>
internal sealed class PhotoWork(PhotoStudio studio, WorkQueue queue, WorkMemory memory, Callers callers, ServerSettings settings, PhotoCounts counts)
{
    /// <summary>Makes a document's photo.</summary>
    public async Task<IdPhotoFile> MakeAsync(HttpContext context, PhotoSource source, IdPhotoQuery wanted)
    {
        long page = WorkCost.OfResult(wanted.Spec.Resolve(wanted.Options.Make.Dpi).Size.Area);
        IdPhotoFile made = await RunAsync(context, "id-photo", source, (file, stop) => studio.MakeAsync(file, wanted.Spec, wanted.Options, null, stop), page);
        counts.Made(context, wanted.Spec.Id);
        return made;
    }

    /// <summary>Cuts the person out at full size, as a PNG with transparency.</summary>
    public Task<byte[]> CutOutAsync(HttpContext context, PhotoSource source) => RunAsync(context, "cutout", source, async (file, stop) =>
    {
        Cutout cutout = await studio.CutOutAsync(file, null, stop);
        return PictureEncoder.EncodePng(cutout.Foreground.Size, cutout.ToRgba(), cancel: stop);
    });

    /// <summary>Opens a photo once a worker is free, works on it, and overwrites it.</summary>
    /// <param name="context">The request; the work ends with it, and with the kept photo that it is about.</param>
    /// <param name="operation">What is done, for the metrics.</param>
    /// <param name="source">Opens the photo.</param>
    /// <param name="work">The work.</param>
    /// <param name="besides">Bytes of memory that it takes besides those of the photo.</param>
    /// <exception cref="RequestRefused">Busy, over its time, or the kept photo was erased meanwhile.</exception>
    public async Task<T> RunAsync<T>(HttpContext context, string operation, PhotoSource source, Func<byte[], CancellationToken, Task<T>> work, long besides = 0)
    {
        using CancellationTokenSource ending = context.Ending();
        try
        {
            T made = await queue.RunAsync(callers.Of(context), operation, stop => WorkAsync(callers.Of(context), source, work, besides, stop), ending.Token);
            if (context.PhotoIsGone())
                Clear(made);
            context.ThrowIfPhotoIsGone();
            return made;
        }
        catch (OperationCanceledException) when (context.PhotoIsGone() && !context.RequestAborted.IsCancellationRequested)
        {
            throw RequestRefused.NotFound();
        }
    }

    private async Task<T> WorkAsync<T>(string caller, PhotoSource source, Func<byte[], CancellationToken, Task<T>> work, long besides, CancellationToken stop)
    {
        using Uploads.UploadedPhoto photo = await source(stop);
        using IDisposable share = await memory.TakeAsync(caller, WorkCost.Of(photo.File, settings.Limits) + besides, stop);
        T made = await work(photo.File, stop);
        // Nobody waits for it any more.
        if (stop.IsCancellationRequested)
            Clear(made);
        stop.ThrowIfCancellationRequested();
        return made;
    }

    private static void Clear<T>(T made)
    {
        IEnumerable<byte[]> files = made switch
        {
            IdPhotoFile file => [file.Bytes],
            byte[] bytes => [bytes],
            Compatibility.Reply reply => reply.Pictures.Select(picture => picture.File.Bytes),
            _ => [],
        };
        foreach (byte[] file in files)
            CryptographicOperations.ZeroMemory(file);
        (made as CachedPreview)?.Clear();
    }
}

/// <summary>Opens a photo when there is a worker for it; who calls it disposes the photo.</summary>
internal delegate Task<Uploads.UploadedPhoto> PhotoSource(CancellationToken cancel);
