using System.Security.Cryptography;
using System.Text;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Compatibility;

/// <summary>Reads a form with a picture and some fields into memory, and nowhere else.</summary>
/// <remarks>As <see cref="UploadReader"/> does: cheap checks first, and memory taken from the budget as the body comes.</remarks>
internal sealed class PhotoFormReader(ServerSettings settings, TransferMemory memory, WorkQueue queue, Callers callers)
{
    /// <summary>Boundaries, headers and fields around the pictures.</summary>
    private const int Overhead = 256 * 1024;

    private const int MostFields = 64;

    /// <summary>Bytes of a field that is not a picture.</summary>
    private const int MostFieldBytes = 8 * 1024;

    /// <summary>Largest picture as text, with its prefix and some line ends.</summary>
    private int MostText => (int)(settings.Limits.MaxBytes * 1.4) + 1024;

    /// <summary>Both ways at once; a percent sign in an urlencoded form takes three letters for one.</summary>
    private long MostBody => settings.Limits.MaxBytes + (long)(MostText * 1.2) + Overhead;

    /// <summary>Reads the form.</summary>
    /// <exception cref="RequestRefused">Busy, too slow, or not a form.</exception>
    /// <exception cref="PhotoException">Too large.</exception>
    public async Task<PhotoForm> ReadAsync(HttpContext context)
    {
        string caller = callers.Of(context);
        queue.ThrowIfFull(caller);
        if (context.Request.ContentLength > MostBody)
            throw DecodeRefusal.TooLarge(context.Request.ContentLength.Value, settings.Limits.MaxBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBody;
        TransferMemory.Share coming = memory.Take(caller, 0);
        PhotoForm form = new(memory.Take(caller, 0));
        try
        {
            using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            time.CancelAfter(settings.UploadTime);
            await ReadAsync(context.Request, form, coming, time.Token);
            return form;
        }
        catch (Exception error)
        {
            form.Dispose();
            throw Readable(error, context) ?? error;
        }
        finally
        {
            coming.Dispose();
        }
    }

    // Texts of readers quote the form.
    private static RequestRefused? Readable(Exception error, HttpContext context) => error switch
    {
        OperationCanceledException when !context.RequestAborted.IsCancellationRequested => RequestRefused.TooSlow(),
        InvalidDataException => RequestRefused.Invalid(Message.Of("compatibility.form-needed")),
        IOException and not BadHttpRequestException => RequestRefused.Invalid(Message.Of("requests.form-cut-off")),
        _ => null,
    };

    private async Task ReadAsync(HttpRequest request, PhotoForm form, TransferMemory.Share coming, CancellationToken cancel)
    {
        MediaTypeHeaderValue? type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed : null;
        string boundary = HeaderUtilities.RemoveQuotes(type?.Boundary ?? default).ToString();
        if (Is(type, "multipart/form-data") && boundary.Length is > 0 and <= 70)
            await ReadPartsAsync(request.Body, boundary, form, coming, cancel);
        else if (Is(type, "application/x-www-form-urlencoded"))
            Take(form, await new UploadBuffer(coming, (int)Math.Min(int.MaxValue / 2, MostBody)).ReadAsync(request.Body, announced: null, cancel));
        else
            throw RequestRefused.Invalid(Message.Of("compatibility.form-needed"));
    }

    private static bool Is(MediaTypeHeaderValue? type, string name) => type?.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) == true;

    private async Task ReadPartsAsync(Stream body, string boundary, PhotoForm form, TransferMemory.Share coming, CancellationToken cancel)
    {
        await using ClearedReads cleared = new(body);
        MultipartReader parts = new(boundary, cleared) { BodyLengthLimit = MostBody };
        for (int count = 0; await parts.ReadNextSectionAsync(cancel) is { } part; count++)
        {
            if (count == MostFields)
                throw new InvalidDataException();
            string? name = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
                : null;
            if (name is PhotoForm.FileName or PhotoForm.Base64Name)
            {
                byte[] bytes = await new UploadBuffer(coming, name == PhotoForm.FileName ? settings.Limits.MaxBytes : MostText).ReadAsync(part.Body, announced: null, cancel);
                // From here on the form holds it.
                coming.Resize(0);
                Take(form, name, bytes);
            }
            else if (name is not null && FormFields.Names.Contains(name))
                form.Fields[name] = Encoding.UTF8.GetString(await new UploadBuffer(coming, MostFieldBytes).ReadAsync(part.Body, announced: null, cancel));
        }
    }

    private static void Take(PhotoForm form, string name, byte[] bytes)
    {
        if (bytes.Length > 0 && form.Has(name))
        {
            CryptographicOperations.ZeroMemory(bytes);
            throw RequestRefused.Invalid(Message.Of("guarding.second-file"));
        }
        form.Add(name, bytes);
    }

    private void Take(PhotoForm form, byte[] body)
    {
        try
        {
            foreach ((string name, Range place) in UrlEncodedForm.Read(body, MostFields) ?? throw new InvalidDataException())
                if (name == PhotoForm.Base64Name)
                    Take(form, name, Picture(body.AsSpan(place)));
                else if (FormFields.Names.Contains(name) && body.AsSpan(place).Length <= MostFieldBytes)
                    form.Fields[name] = Encoding.UTF8.GetString(body.AsSpan(place));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private byte[] Picture(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostText)
            throw DecodeRefusal.TooLarge(text.Length, settings.Limits.MaxBytes);
        byte[] own = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
        text.CopyTo(own);
        return own;
    }
}
