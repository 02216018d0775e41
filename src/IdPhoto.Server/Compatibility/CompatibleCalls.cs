using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Server.Api;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Compatibility;

/// <summary>Answers a call of a client of HivisionIDPhotos v1. Nothing is stored.</summary>
internal sealed class CompatibleCalls(PhotoFormReader forms, PhotoWork work, PictureDesk desk, ServerMetrics metrics, ServerSettings settings)
{
    private CompatibilityMode Mode => settings.Compatibility ?? CompatibilityMode.Strict;

    public async Task<IResult> AnswerAsync(HttpContext context, CompatibleAddress address)
    {
        CrossOrigin.Allow(context);
        try
        {
            return await MakeAsync(context, address);
        }
        catch (PhotoException refusal) when (address.Refuse(refusal, Mode) is { } reply)
        {
            metrics.Refused(refusal.Code);
            return new ReplyAnswer(reply, Mode, ServerWords.For(context));
        }
        catch (Exception error) when (Mode == CompatibilityMode.Strict && ContractAnswers.Of(context, error, settings.Limits.MaxBytes) is { } answer)
        {
            metrics.Refused(ContractAnswers.CodeOf(error));
            return answer;
        }
    }

    private async Task<IResult> MakeAsync(HttpContext context, CompatibleAddress address)
    {
        using PhotoForm form = await forms.ReadAsync(context);
        FormFields fields = new(form.Fields, context.Request.Query);
        PictureJob job = address.Read(fields, Mode);
        if (fields.Errors.Count > 0)
        {
            metrics.Refused(ServerCodes.InvalidRequest);
            return ContractAnswers.WrongFields(fields.Errors);
        }
        using UploadedPhoto photo = form.Photo ?? throw NoPicture(form);
        long besides = WorkCost.OfResult(fields.ResultPixels(PictureHeader.Read(photo.File, settings.Limits).Stored.Area));
        Reply reply = await work.RunAsync(context, address.Operation, _ => Task.FromResult(photo), (file, stop) => WorkAsync(job, new SentPicture(file, form.IsBase64), stop), besides);
        return new ReplyAnswer(reply, Mode, ServerWords.For(context));
    }

    private async Task<Reply> WorkAsync(PictureJob job, SentPicture sent, CancellationToken stop)
    {
        using IDisposable bound = Parallelism.AtMost(desk.Threads);
        return await job(desk, sent, stop);
    }

    private static PhotoException NoPicture(PhotoForm form) => form.IsBase64
        ? new PhotoException(Refusals.NotAPicture, Message.Of("compatibility.not-base64"))
        : new PhotoException(Refusals.EmptyFile, Message.Of("compatibility.no-picture", ("file", PhotoForm.FileName), ("text", PhotoForm.Base64Name)));
}
