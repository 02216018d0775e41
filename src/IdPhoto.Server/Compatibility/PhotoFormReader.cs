using System.Security.Cryptography;
using System.Text;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Compatibility;

/// <summary>Reads a form with a picture and some fields into memory, and nowhere else.</summary>
/// <remarks>As <see cref="UploadReader"/> does: cheap checks first, and memory taken from the budget as the body comes.</remarks>
internal sealed class PhotoFormReader(ServerSettings settings, TransferMemory memory, WorkQueue queue, Callers callers)
{
    /// <summary>Boundaries, headers and fields around the pictures.</summary>
    private const int Overhead = 256 * 1024;

    /// <summary>Bytes of a field that is not a picture.</summary>
    private const int MostFieldBytes = 8 * 1024;

    /// <summary>Largest picture as text, with its prefix and some line ends.</summary>
    private int MostText => TextOf(settings.Limits.MaxBytes);

    private int MostBody => BodyOf(settings.Limits.MaxBytes);

    /// <summary>Largest body where pictures may have so many bytes: both ways at once; a percent sign in an urlencoded form takes three letters for one.</summary>
    public static int BodyOf(int picture) => picture + (int)(TextOf(picture) * 1.2) + Overhead;

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
        bool inParts = Is(type, "multipart/form-data") && boundary.Length is > 0 and <= 70;
        if (!inParts && !Is(type, "application/x-www-form-urlencoded"))
            throw RequestRefused.Invalid(Message.Of("compatibility.form-needed"));
        int most = settings.Limits.MaxBytes;
        byte[] body = await new UploadBuffer(coming, most, MostBody - most).ReadAsync(request.Body, (int?)request.ContentLength, cancel);
        try
        {
            // It goes in a moment: from here on the form counts what is taken of it.
            coming.Resize(0);
            if (inParts)
                TakeParts(form, body, boundary);
            else
                TakeFields(form, body);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private static int TextOf(int picture) => (int)(picture * 1.4) + 1024;

    private static bool Is(MediaTypeHeaderValue? type, string name) => type?.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) == true;

    private void TakeParts(PhotoForm form, Span<byte> body, string boundary)
    {
        foreach (FormPart part in MultipartForm.Read(body, boundary))
            if (part.Name is PhotoForm.FileName or PhotoForm.Base64Name)
                Take(form, part.Name, body[part.Content]);
            else if (FormFields.Names.Contains(part.Name))
                form.Fields[part.Name] = Encoding.UTF8.GetString(Bounded(body[part.Content], MostFieldBytes));
    }

    private void TakeFields(PhotoForm form, byte[] body)
    {
        foreach ((string name, Range place) in UrlEncodedForm.Read(body, MultipartForm.MostParts) ?? throw new InvalidDataException())
            if (name == PhotoForm.Base64Name)
                Take(form, name, body.AsSpan(place));
            else if (FormFields.Names.Contains(name) && body.AsSpan(place).Length <= MostFieldBytes)
                form.Fields[name] = Encoding.UTF8.GetString(body.AsSpan(place));
    }

    private void Take(PhotoForm form, string name, Span<byte> picture)
    {
        if (picture.Length > 0 && form.Has(name))
            throw RequestRefused.Invalid(Message.Of("guarding.second-file"));
        form.Add(name, Bounded(picture, name == PhotoForm.FileName ? settings.Limits.MaxBytes : MostText));
    }

    private static Span<byte> Bounded(Span<byte> bytes, int most) => bytes.Length <= most ? bytes : throw DecodeRefusal.TooLarge(bytes.Length, most);
}
