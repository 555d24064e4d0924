@echo off
rem Runs the mt2st command line; builds it first when a source file has changed since the last build.
setlocal
set "ROOT=%~dp0"
where dotnet >nul 2>nul
if errorlevel 1 (
  echo mt2st: the .NET SDK 10 is needed and dotnet was not found. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
  exit /b 1
)
rem MSBuild itself sees what is newer: an incremental build that has nothing to do takes a second or two.
dotnet build "%ROOT%src\MT2ST.Cli" -c Release -v quiet -nologo > "%TEMP%\mt2st-build.log" 2>&1
if errorlevel 1 (
  type "%TEMP%\mt2st-build.log" 1>&2
  echo mt2st: the build failed. 1>&2
  exit /b 1
)
rem Only this command needs ONNX Runtime, a quarter of a gigabyte.
if "%~1"=="teach" (
  dotnet build "%ROOT%src\MT2ST.Teachers" -c Release -v quiet -nologo > "%TEMP%\mt2st-build.log" 2>&1
  if errorlevel 1 (
    type "%TEMP%\mt2st-build.log" 1>&2
    echo mt2st: the build failed. 1>&2
    exit /b 1
  )
)
dotnet "%ROOT%artifacts\bin\MT2ST.Cli\release\MT2ST.Cli.dll" %*
exit /b %ERRORLEVEL%
