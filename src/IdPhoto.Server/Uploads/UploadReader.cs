using System.Security.Cryptography;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Uploads;

/// <summary>Reads the photo of a request into memory, and nowhere else.</summary>
/// <remarks>
/// ASP.NET Core's own form reader writes files over 64 KB to the temporary folder; so the parts of a form are read here.
/// Cheap checks come first: place in the queue, declared length, and only then the body, which takes memory as it comes.
/// </remarks>
internal sealed class UploadReader(ServerSettings settings, TransferMemory memory, WorkQueue queue, Callers callers)
{
    /// <summary>Boundaries and headers around a photo in a form.</summary>
    private const int FormOverhead = 16 * 1024;

    /// <summary>Reads the body: the photo itself, or a form with one file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="forWork">Whether it will need a worker.</param>
    /// <exception cref="RequestRefused">Busy, too slow, or not understood.</exception>
    /// <exception cref="PhotoException">Too large or empty.</exception>
    public async Task<UploadedPhoto> ReadAsync(HttpContext context, bool forWork)
    {
        if (forWork)
            queue.ThrowIfFull(callers.Of(context));
        int most = settings.Limits.MaxBytes;
        HttpRequest request = context.Request;
        string? boundary = Boundary(request.ContentType);
        long? length = boundary is null ? request.ContentLength : null;
        if (request.ContentLength > most + (boundary is null ? 0 : FormOverhead))
            throw DecodeRefusal.TooLarge(request.ContentLength.Value, most);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + FormOverhead;
        TransferMemory.Share share = memory.Take(callers.Of(context), 0);
        try
        {
            using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            time.CancelAfter(settings.UploadTime);
            return new UploadedPhoto(await ReadAsync(request, new UploadBuffer(share, most), boundary, length, time.Token), share);
        }
        catch (Exception error)
        {
            share.Dispose();
            if (error is OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
                throw RequestRefused.TooSlow();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpRequest request, UploadBuffer buffer, string? boundary, long? length, CancellationToken cancel)
    {
        byte[] file = boundary is not null
            ? await FormFileAsync(request.Body, buffer, boundary, settings.Limits.MaxBytes, cancel)
            : await buffer.ReadAsync(request.Body, (int?)length, cancel);
        if (length is { } announced && file.Length < announced)
            throw RequestRefused.Invalid(Message.Of("requests.body-too-short"));
        return file.Length > 0 ? file : throw DecodeRefusal.Empty();
    }

    // Any other type is taken as the photo itself, whatever it says: only the photo's own bytes tell what it is.
    private static string? Boundary(string? contentType)
    {
        if (contentType is null || !MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
            return null;
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= 70 ? boundary : throw RequestRefused.Invalid(Message.Of("requests.form-boundary"));
    }

    private static async Task<byte[]> FormFileAsync(Stream body, UploadBuffer buffer, string boundary, int most, CancellationToken cancel)
    {
        await using ClearedReads cleared = new(body);
        MultipartReader form = new(boundary, cleared) { BodyLengthLimit = (long)most + FormOverhead };
        try
        {
            return await OnlyFileAsync(form, buffer, cancel)
                ?? throw RequestRefused.Invalid(Message.Of("requests.form-without-file"));
        }
        catch (InvalidDataException)
        {
            // Its text quotes the form.
            throw RequestRefused.Invalid(Message.Of("requests.form-unreadable"));
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw RequestRefused.Invalid(Message.Of("requests.form-cut-off"));
        }
    }

    /// <summary>Reads to the end of the form: a second file would otherwise be dropped without a word.</summary>
    private static async Task<byte[]?> OnlyFileAsync(MultipartReader form, UploadBuffer buffer, CancellationToken cancel)
    {
        byte[]? file = null;
        try
        {
            while (await form.ReadNextSectionAsync(cancel) is { } part)
                if (IsFile(part))
                    file = file is null ? await buffer.ReadAsync(part.Body, announced: null, cancel) : throw RequestRefused.Invalid(Message.Of("guarding.second-file"));
            return file;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(file);
            throw;
        }
    }

    private static bool IsFile(MultipartSection part)
        => ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            && (disposition.FileName.HasValue || disposition.FileNameStar.HasValue || disposition.Name == "photo");
}
