using System.Security.Cryptography;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Uploads;

/// <summary>Reads the photo of a request into memory, and nowhere else.</summary>
/// <remarks>
/// ASP.NET Core's own form reader writes files over 64 KB to the temporary folder; so forms are read here, whole, and taken apart in memory.
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
        if (request.ContentLength > most + (boundary is null ? 0 : FormOverhead))
            throw DecodeRefusal.TooLarge(request.ContentLength.Value, most);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + FormOverhead;
        TransferMemory.Share share = memory.Take(callers.Of(context), 0);
        try
        {
            using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            time.CancelAfter(settings.UploadTime);
            return new UploadedPhoto(await ReadAsync(request, share, boundary, time.Token), share);
        }
        catch (Exception error)
        {
            share.Dispose();
            if (error is OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
                throw RequestRefused.TooSlow();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpRequest request, TransferMemory.Share share, string? boundary, CancellationToken cancel)
    {
        int? length = (int?)request.ContentLength;
        byte[] file = boundary is null
            ? await PhotoAsync(request.Body, share, length, cancel)
            : await FormFileAsync(request.Body, share, boundary, length, cancel);
        return file.Length > 0 ? file : throw DecodeRefusal.Empty();
    }

    private async Task<byte[]> PhotoAsync(Stream body, TransferMemory.Share share, int? length, CancellationToken cancel)
    {
        byte[] photo = await new UploadBuffer(share, settings.Limits.MaxBytes).ReadAsync(body, length, cancel);
        if (length is null || photo.Length == length)
            return photo;
        CryptographicOperations.ZeroMemory(photo);
        throw RequestRefused.Invalid(Message.Of("requests.body-too-short"));
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

    private async Task<byte[]> FormFileAsync(Stream body, TransferMemory.Share share, string boundary, int? length, CancellationToken cancel)
    {
        byte[]? form = null;
        try
        {
            form = await new UploadBuffer(share, settings.Limits.MaxBytes, FormOverhead).ReadAsync(body, length, cancel);
            byte[] file = UploadBuffer.Copy(OnlyFile(form, boundary));
            share.Resize(file.Length);
            return file;
        }
        catch (InvalidDataException)
        {
            throw RequestRefused.Invalid(Message.Of("requests.form-unreadable"));
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw RequestRefused.Invalid(Message.Of("requests.form-cut-off"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(form);
        }
    }

    /// <summary>Looks at the whole form: a second file would otherwise be dropped without a word.</summary>
    private ReadOnlySpan<byte> OnlyFile(ReadOnlySpan<byte> form, string boundary)
    {
        FormPart[] files = [.. MultipartForm.Read(form, boundary).Where(part => part.IsFile || part.Name == "photo")];
        if (files.Length != 1)
            throw RequestRefused.Invalid(Message.Of(files.Length == 0 ? "requests.form-without-file" : "guarding.second-file"));
        ReadOnlySpan<byte> file = form[files[0].Content];
        return file.Length <= settings.Limits.MaxBytes ? file : throw DecodeRefusal.TooLarge(file.Length, settings.Limits.MaxBytes);
    }
}
