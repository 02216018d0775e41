using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IdPhoto.Server.Notices.Topics;
using MimeKit;
using MimeKit.Text;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>Makes a mail of words: plain text, and the same with links in HTML. Nothing in it is loaded from anywhere.</summary>
internal static class MailWriter
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static MimeMessage Write(MailText text)
    {
        MimeMessage mail = new() { Subject = text.Subject };
        mail.Headers.Add(HeaderId.ContentLanguage, text.Words.Spoken.Tag);
        mail.Body = new MultipartAlternative { Part(TextFormat.Plain, Plain(text)), Part(TextFormat.Html, Marked(text)) };
        return mail;
    }

    private static TextPart Part(TextFormat format, string content) => new(format) { Text = content, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static string Plain(MailText text) => string.Join("\n\n", text.Parts.Select(part => part.Link is null ? part.Text : $"{part.Text}\n{part.Link}")) + "\n";

    private static string Marked(MailText text)
    {
        StringBuilder html = new();
        string direction = text.Words.Spoken.RightToLeft ? "rtl" : "ltr";
        html.Append($"<!doctype html>\n<html lang=\"{text.Words.Spoken.Tag}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\"><title>{Html.Encode(text.Subject)}</title></head>\n<body>\n");
        foreach (MailParagraph part in text.Parts)
        {
            html.Append($"<p>{Html.Encode(part.Text)}");
            if (part.Link is not null)
                html.Append($"<br><a dir=\"ltr\" href=\"{Html.Encode(part.Link.ToString())}\">{Html.Encode(part.Link.ToString())}</a>");
            html.Append("</p>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }
}
