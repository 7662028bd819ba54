import calendar, datetime, time
from datetime import date, timedelta, timezone

moment = datetime.datetime(2024, 2, 29, 13, 5, 7, 123456)
print(moment, repr(moment), moment.isoformat(), moment.strftime("%Y-%m-%d %H:%M:%S %j %A %b %p"), moment + timedelta(days=366, hours=-5))
print(tuple(date(2024, 12, 30).isocalendar()), date.fromisoformat("2024-02-29").weekday(), date(2024, 3, 1) - date(2023, 3, 1))
print(moment.replace(tzinfo=timezone(timedelta(hours=2))).astimezone(timezone.utc), datetime.datetime.fromisoformat("2024-01-02T03:04:05+01:00"))
print(timedelta(seconds=-1), timedelta(hours=25, microseconds=5), timedelta(days=1) / timedelta(hours=5))
print(calendar.month(2024, 2), calendar.isleap(1900), calendar.monthrange(2023, 2), calendar.day_name[0])
for text in ("2024-02", "2024-0a-01", "x"):
    try:
        date.fromisoformat(text)
    except ValueError as error:
        print(error)
print(time.strftime("%Y", time.gmtime(0)))
