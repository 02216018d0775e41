using System.Text;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Uploads;

/// <summary>A part of a form.</summary>
/// <param name="Name">Of its field; empty where there is none.</param>
/// <param name="IsFile">Whether it comes with a file's name.</param>
/// <param name="Content">Where it lies in the form.</param>
internal readonly record struct FormPart(string Name, bool IsFile, Range Content);

/// <summary>Takes a form of parts (RFC 7578) apart within the array that it came in.</summary>
/// <remarks>The framework's reader passes photos on through arrays that the whole process shares and nothing overwrites.</remarks>
internal static class MultipartForm
{
    /// <summary>Most parts of a form.</summary>
    public const int MostParts = 64;

    private const int MostHeaderBytes = 16 * 1024;

    /// <summary>The parts, without what stands before the first boundary and after the last.</summary>
    /// <exception cref="InvalidDataException">It is not written as a form is, or has too many parts.</exception>
    /// <exception cref="EndOfStreamException">Its end is missing.</exception>
    public static IReadOnlyList<FormPart> Read(ReadOnlySpan<byte> form, string boundary)
    {
        byte[] line = Encoding.UTF8.GetBytes("\r\n--" + boundary);
        List<FormPart> parts = [];
        // Nothing needs to stand before the first boundary, not even the end of a line.
        int at = Find(form, line.AsSpan(2), 0) + line.Length - 2;
        while (!form[at..].StartsWith("--"u8))
        {
            if (parts.Count == MostParts)
                throw new InvalidDataException();
            int headers = HeaderBytes(form[at..]), content = at + headers + 4;
            // The end of the empty line may be that before the next boundary: then there is no content.
            int end = Find(form, line, content - 2);
            parts.Add(Part(form.Slice(at, headers), Math.Min(content, end)..end));
            at = end + line.Length;
        }
        return parts;
    }

    private static int Find(ReadOnlySpan<byte> form, ReadOnlySpan<byte> line, int from)
        => form[from..].IndexOf(line) is >= 0 and int found ? from + found : throw new EndOfStreamException();

    private static int HeaderBytes(ReadOnlySpan<byte> part)
    {
        int length = part[..Math.Min(part.Length, MostHeaderBytes)].IndexOf("\r\n\r\n"u8);
        if (length < 0)
            throw part.Length < MostHeaderBytes ? new EndOfStreamException() : new InvalidDataException();
        return length;
    }

    /// <param name="headers">From behind the boundary, of whose line there may be spaces left, up to the empty line.</param>
    /// <param name="content">Where the rest is.</param>
    private static FormPart Part(ReadOnlySpan<byte> headers, Range content)
    {
        FormPart part = new("", IsFile: false, content);
        foreach (Range place in headers.Split("\r\n"u8))
        {
            ReadOnlySpan<byte> header = headers[place];
            int colon = header.IndexOf((byte)':');
            if (place.Start.Value == 0 ? !header.Trim(" \t"u8).IsEmpty : colon < 0)
                throw new InvalidDataException();
            if (colon > 0 && Ascii.EqualsIgnoreCase(header[..colon], "Content-Disposition"u8))
                part = Named(part, Encoding.UTF8.GetString(header[(colon + 1)..]));
        }
        return part;
    }

    private static FormPart Named(FormPart part, string disposition)
        => ContentDispositionHeaderValue.TryParse(disposition, out ContentDispositionHeaderValue? said)
            ? part with { Name = said.Name.ToString(), IsFile = said.FileName.HasValue || said.FileNameStar.HasValue }
            : part;
}
